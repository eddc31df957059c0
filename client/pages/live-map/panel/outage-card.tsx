/** One abnormal thing: a cut as a chain of what it takes with it, anything else as a line. */
import { ChevronDown, RadioTower, Unplug, Users } from 'lucide-react';
import { memo, useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Outage } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import { linkWord, networkCause } from '../../../model/selectors.ts';
import type { Selection } from '../../../model/view.ts';
import { Tag } from '../../../ui/chip.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import type { GlyphName } from '../../../ui/glyph-shapes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { Age } from './age.tsx';
import { ElementButton } from './element-button.tsx';
import { StationList } from './element-lists.tsx';
import {
  causeText,
  communesText,
  dropText,
  outageFacts,
  outageGlyph,
  outageSelection,
  outageState,
  outageSummary,
  outageTitle,
  peopleText,
  stationsText,
  type LayerView,
  type Voice,
} from './outage-sentence.ts';
import { capitalised } from './words.ts';
import { useDisclosure } from './use-disclosure.ts';
import styles from './panel.module.css';

const css = bind(styles);
/** Roots of a cut named one by one; the title counts the others. */
const ROOTS_NAMED = 4;

interface OutageProps {
  outage: Outage;
  picture: Picture;
  view: LayerView;
  /** A cut shows its chain from the start. */
  open?: boolean;
}

export function OutageCard({ outage, picture, view, open = false }: OutageProps) {
  const { t } = useTranslation('panel');
  const common = useTranslation('common').t;
  const voice: Voice = { t, format: useFormat() };
  const selection = outageSelection(outage, picture);
  if (selection === null) return null;
  const title = outageTitle(outage, picture, voice);
  const glyph = outageGlyph(outage, picture);
  const state = outageState(outage, picture);
  if (outage.kind === 'cut' && open) {
    const stateKey =
      selection.kind !== 'node'
        ? (`link.${linkWord(picture.links[outage.links[0] ?? -1]?.kind, state)}` as const)
        : (`node.${state}` as const);
    return (
      <article className={css('card')} aria-label={title}>
        <ElementButton className={css('head')} selection={selection}>
          <Glyph name={glyph} size={20} />
          <span className={css('title')}>{title}</span>
          <span className={css('status')}>
            <Tag tone="down">{common(stateKey)}</Tag>
            {outage.links.length + outage.nodes.length === 1 && causeText(outage, picture, voice)}
            <span className={css('age')}>
              <Age since={outage.since} />
            </span>
          </span>
        </ElementButton>
        <Chain outage={outage} picture={picture} view={view} voice={voice} />
      </article>
    );
  }
  return (
    <OutageLine
      glyph={glyph}
      title={title}
      summary={capitalised(outageSummary(outage, picture, view, voice))}
      since={outage.since}
      kind={selection.kind}
      code={selection.code}
    />
  );
}

interface OutageLineProps {
  glyph: GlyphName;
  title: string;
  summary: string;
  since: number;
  kind: Selection['kind'];
  code: string;
}

/** Plain values only, so that a line whose outage did not move is not drawn again. */
const OutageLine = memo(function OutageLine({ glyph, title, summary, since, kind, code }: OutageLineProps) {
  return (
    <article className={css('brief')} aria-label={title}>
      <ElementButton className={css('head')} selection={{ kind, code }}>
        <Glyph name={glyph} size={16} />
        <span className={css('title')}>{title}</span>
        <span className={css('age')}>
          <Age since={since} />
        </span>
        {summary !== '' && <span className={css('summary')}>{summary}</span>}
      </ElementButton>
    </article>
  );
});

function Chain({ outage, picture, view, voice }: Omit<OutageProps, 'open'> & { voice: Voice }) {
  const { t, format } = voice;
  const facts = outageFacts(outage, picture, view);
  const stations = useDisclosure(false);
  const listId = useId();
  return (
    <>
      <ol className={css('chain')}>
        {outage.links.slice(0, ROOTS_NAMED).map((index) => {
          const link = picture.links[index];
          if (link === undefined) return null;
          const length = format.unit(link.lengthKm, 'km', 1);
          return (
            <Step
              key={link.code}
              icon={<Unplug size={16} className={css('broken')} aria-hidden />}
              end={why(picture.linkStates[index])}
            >
              {outage.links.length === 1 ? t('outage.link', { code: link.code, length }) : `${link.name}, ${length}`}
            </Step>
          );
        })}
        {outage.nodes.slice(0, ROOTS_NAMED).map((index) => {
          const node = picture.nodes[index];
          return node === undefined ? null : (
            <Step
              key={node.code}
              icon={<RadioTower size={16} className={css('broken')} aria-hidden />}
              end={why(picture.nodeStates[index])}
            >
              {outage.nodes.length + outage.links.length === 1 ? t('outage.node', { code: node.code }) : node.name}
            </Step>
          );
        })}
        <Step
          icon={<Glyph name="down" size={15} />}
          end={
            <button
              type="button"
              className={css('toggle')}
              aria-expanded={stations.open}
              aria-controls={listId}
              aria-label={t('outage.showStations')}
              onClick={stations.toggle}
            >
              {t('outage.operators', { count: facts.operators, n: format.number(facts.operators) })}
              <ChevronDown size={16} aria-hidden />
            </button>
          }
        >
          <Figure text={stationsText(facts, voice)} />
        </Step>
        <Step icon={<i className={css('area', facts.hit > 0 && 'hit')} />} end={dropText(facts, voice)}>
          <Figure text={communesText(facts, voice)} />
        </Step>
        <Step icon={<Users size={16} aria-hidden />}>
          <Figure text={peopleText(facts, view, voice)} />
        </Step>
      </ol>
      <div id={listId} className={css('indented')}>
        {stations.open && <StationList stations={outage.stations} />}
      </div>
    </>
  );

  /** Beside each root where there are several; the card's own line says it for a single one. */
  function why(tuple: Picture['linkStates'][number] | undefined): string | null {
    if (outage.links.length + outage.nodes.length === 1) return null;
    const cause = tuple === undefined ? null : networkCause(tuple);
    return cause === null ? null : t(`because.${cause}`);
  }
}

function Step({ icon, end, children }: { icon: ReactNode; end?: ReactNode; children: ReactNode }) {
  return (
    <li>
      {icon}
      <span>{children}</span>
      <span className={css('end')}>{end}</span>
    </li>
  );
}

/** The figure that begins the text stands out. */
function Figure({ text }: { text: string }) {
  const [, number = '', rest = text] = /^([\d.,]+)(.*)$/s.exec(text) ?? [];
  return (
    <>
      {number !== '' && <b>{number}</b>}
      {number === '' ? capitalised(rest) : rest}
    </>
  );
}
