/** How the commune hangs on the network: drawn, judged in a sentence, and leg by leg. */
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FibreTuple } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import { networkState } from '../../../model/selectors.ts';
import { useSeesAll } from '../../../model/session.ts';
import { mapPath } from '../../../model/view.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Section } from '../section.tsx';
import { FibreDrawing } from './fibre-drawing.tsx';
import type { FibrePath } from './fibre-paths.ts';
import { connectionOf, partlySeen, sentencesOf, shortName, type Connection, type Sentence } from './verdict.ts';
import styles from './fibre.module.css';

const css = bind(styles);

export function FibreSection({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const node = picture.communes[index]?.node ?? -1;
  const pathsAsBuilt = picture.communes[index]?.pathsAsBuilt ?? -1;
  const { nodes, links } = picture;
  const seesAll = useSeesAll();
  const connection = useMemo(
    () => (seesAll ? connectionOf({ nodes, links }, node) : partlySeen({ nodes, links }, node, pathsAsBuilt)),
    [nodes, links, node, seesAll, pathsAsBuilt],
  );
  const fibre = picture.fibre[index];
  return (
    <Section title={t('fibre.title')}>
      {connection === null || fibre === undefined ? (
        <p className={css('quiet')}>{seesAll ? t('fibre.none') : common('nodeUnseen')}</p>
      ) : (
        <Connected picture={picture} connection={connection} fibre={fibre} />
      )}
    </Section>
  );
}

function Connected({ picture, connection, fibre }: { picture: Picture; connection: Connection; fibre: FibreTuple }) {
  const { t } = useTranslation('commune');
  const { stages, built, seenInPart, exits } = connection;
  // Where more may lead on unseen, no way is called the only one.
  const isOnly = built.paths.length === 1 && (seenInPart?.pathsAsBuilt ?? 1) === 1;
  return (
    <>
      {stages.length > 0 && <FibreDrawing picture={picture} stages={stages} exits={exits} />}
      <ul className={css('sentences')}>
        {sentencesOf(picture, connection, fibre).map((sentence) => (
          <Said key={sentenceKey(sentence)} picture={picture} sentence={sentence} />
        ))}
      </ul>
      {stages.length > 0 && (
        <details className={css('hops')}>
          <summary>{t('fibre.hops')}</summary>
          {built.paths.map((path, number) => (
            <Way
              key={path.links.join()}
              picture={picture}
              path={path}
              number={isOnly ? 0 : number + 1}
              goesOn={exits.includes(path.nodes.at(-1) ?? -1)}
            />
          ))}
        </details>
      )}
    </>
  );
}

const sentenceKey = (sentence: Sentence): string =>
  'nodes' in sentence ? `${sentence.key} ${sentence.nodes.join()}` : sentence.key;

function Said({ picture, sentence }: { picture: Picture; sentence: Sentence }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const nameOf = (node: number): string => shortName(picture.nodes[node]?.name ?? '');
  return (
    <li>
      {sentence.tone === 'down' ? (
        <Glyph name="down" size={16} />
      ) : (
        <Glyph name={sentence.tone === 'warning' ? 'degraded' : 'recovered'} size={16} />
      )}
      <span>
        {'nodes' in sentence ? (
          <Trans
            t={t}
            i18nKey={`fibre.${sentence.key}`}
            values={{ names: sentence.nodes.map(nameOf).join(' – ') }}
            components={{ b: <b /> }}
            // A name is text, whatever stands in it.
            tOptions={{ interpolation: { escapeValue: true } }}
            shouldUnescape
          />
        ) : 'count' in sentence ? (
          t(`fibre.${sentence.key}`, { n: format.number(sentence.count) })
        ) : (
          t(`fibre.${sentence.key}`)
        )}
      </span>
    </li>
  );
}

interface WayProps {
  picture: Picture;
  path: FibrePath;
  /** 0: the only one. */
  number: number;
  /** Where nothing more of it is seen. */
  goesOn: boolean;
}

function Way({ picture, path, number, goesOn }: WayProps) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const format = useFormat();
  const length = format.unit(path.lengthKm, 'km', 1);
  return (
    <>
      <h3>
        {number === 0 && !goesOn
          ? t('fibre.only', { length })
          : t(goesOn ? 'fibre.wayOut' : 'fibre.way', { number: format.number(Math.max(1, number)), length })}
      </h3>
      <ol>
        {path.links.map((index) => {
          const link = picture.links[index];
          const tuple = picture.linkStates[index];
          if (link === undefined || tuple === undefined) return null;
          const state = networkState(tuple);
          return (
            <li key={index}>
              <Glyph name={state === 'down' ? 'cut' : state} size={13} />
              <Link to={mapPath({ kind: 'link', code: link.code })}>{link.name}</Link>
              <span>
                {format.unit(link.lengthKm, 'km', 1)}, {common(`link.${state}`).toLowerCase()}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}
