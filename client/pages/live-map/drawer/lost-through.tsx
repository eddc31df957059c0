/** Beside something that isolates nobody itself: the stations around it may have lost their path through another's fault. */
import { useTranslation } from 'react-i18next';
import type { Outage } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import { carryingOf, type Network } from '../../../model/upstream.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { ElementButton } from '../panel/element-button.tsx';
import { StationList } from '../panel/element-lists.tsx';
import { outageGlyph, outageSelection, outageTitle } from '../panel/outage-sentence.ts';
import styles from './drawer.module.css';
import { Folded } from './folded.tsx';

const css = bind(styles);

interface LostThroughProps {
  picture: Picture;
  kind: 'link' | 'node';
  index: number;
}

export function LostThrough({ picture, kind, index }: LostThroughProps) {
  const { t } = useTranslation('drawer');
  const panel = useTranslation('panel').t;
  const format = useFormat();
  const lost = lostAround(picture, kind, index);
  if (lost === null) return <p className={css('quiet')}>{t('network.isolatedNone')}</p>;
  const { outage, stations } = lost;
  const root = outageSelection(outage, picture);
  return (
    <>
      <Folded title={t('network.lostHere', { count: stations.length, n: format.number(stations.length) })}>
        <StationList stations={stations} />
      </Folded>
      {root !== null && (
        <>
          <p className={css('quiet')}>{t('network.lostThrough')}</p>
          <ElementButton className={css('line')} selection={root}>
            <Glyph name={outageGlyph(outage, picture)} size={13} />
            <span>
              <b>{outageTitle(outage, picture, { t: panel, format })}</b>
            </span>
          </ElementButton>
        </>
      )}
    </>
  );
}

type Around = Network & Pick<Picture, 'stations' | 'outages'>;

/** The cut behind which an element lies, and the stations of its part of the network; null: there is none. */
function lostAround(
  picture: Around,
  kind: 'link' | 'node',
  index: number,
): { outage: Outage; stations: number[] } | null {
  const part = partAround(picture, kind, index);
  const here = (station: number): boolean => part.has(picture.stations[station]?.node ?? -1);
  const outage = picture.outages.find((one) => one.kind === 'cut' && one.stations.some(here));
  return outage === undefined ? null : { outage, stations: outage.stations.filter(here) };
}

/** The nodes one walks to from it over what is not down. */
function partAround(network: Network, kind: 'link' | 'node', index: number): Set<number> {
  const carrying = carryingOf(network);
  const link = network.links[index];
  const starts = kind === 'node' ? [index] : link === undefined ? [] : [link.a, link.b];
  const part = new Set(starts.filter(carrying.node));
  for (const at of part) {
    for (const next of network.lookup.linksOfNode[at] ?? []) {
      const { a = -1, b = -1 } = network.links[next] ?? {};
      const node = a === at ? b : a;
      if (carrying.link(next) && carrying.node(node)) part.add(node);
    }
  }
  return part;
}
