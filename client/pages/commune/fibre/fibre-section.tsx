/** How the commune hangs on the network: drawn, judged in a sentence, and leg by leg. */
import { useMemo } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FibreTuple } from '../../../../server/contract/wire.ts';
import type { Picture } from '../../../model/picture.ts';
import { networkState } from '../../../model/selectors.ts';
import { mapPath } from '../../../model/view.ts';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { Section } from '../section.tsx';
import { FibreDrawing } from './fibre-drawing.tsx';
import type { FibrePath } from './fibre-paths.ts';
import { connectionOf, sentencesOf, shortName, type Connection, type Sentence } from './verdict.ts';
import styles from './fibre.module.css';

const css = bind(styles);

export function FibreSection({ picture, index }: { picture: Picture; index: number }) {
  const { t } = useTranslation('commune');
  const node = picture.communes[index]?.node ?? -1;
  const { nodes, links } = picture;
  const connection = useMemo(() => connectionOf({ nodes, links }, node), [nodes, links, node]);
  const fibre = picture.fibre[index];
  return (
    <Section title={t('fibre.title')}>
      {connection === null || fibre === undefined ? (
        <p className={css('quiet')}>{t('fibre.none')}</p>
      ) : (
        <Connected picture={picture} connection={connection} fibre={fibre} />
      )}
    </Section>
  );
}

function Connected({ picture, connection, fibre }: { picture: Picture; connection: Connection; fibre: FibreTuple }) {
  const { t } = useTranslation('commune');
  const { stages, built } = connection;
  return (
    <>
      {stages.length > 0 && <FibreDrawing picture={picture} stages={stages} />}
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
              number={built.paths.length === 1 ? 0 : number + 1}
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
          t('fibre.many', { n: format.number(sentence.count) })
        ) : (
          t(`fibre.${sentence.key}`)
        )}
      </span>
    </li>
  );
}

/** @param number 0: the only one */
function Way({ picture, path, number }: { picture: Picture; path: FibrePath; number: number }) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const format = useFormat();
  const length = format.unit(path.lengthKm, 'km', 1);
  return (
    <>
      <h3>{number === 0 ? t('fibre.only', { length }) : t('fibre.way', { number: format.number(number), length })}</h3>
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
