import { useTranslation } from 'react-i18next';
import { doneSoFar } from '../../model/answers.ts';
import { useLive, useStoppedAt } from '../../model/live.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import type { Coverage } from './use-coverage.ts';
import styles from './notes.module.css';

const css = bind(styles);

/** What is missing beside the figures, and what of the page stands still while the server is out of reach. */
export function Notes({
  coverage: { failure, preparing, pending, keptFrom, partlyFailed, retry },
}: {
  coverage: Coverage;
}) {
  const { t } = useTranslation(['coverage', 'common']);
  const format = useFormat();
  const stoppedAt = useStoppedAt();
  const waiting = useLive(({ picture }) => picture === null);
  return (
    <>
      {stoppedAt !== null && (
        <p className={css('note')} role="status">
          <Glyph name="degraded" size={15} />
          {t('stopped', { time: format.clock(stoppedAt) })}
        </p>
      )}
      {waiting && (
        <p className={css('note', 'quiet')} role="status">
          {t('waiting')}
        </p>
      )}
      {preparing !== null && (
        <p className={css('note', 'quiet')} role="status">
          {t('preparing', { done: doneSoFar(preparing.progress) })}
        </p>
      )}
      {pending > 0 && (
        <p className={css('note', 'quiet')} role="status">
          {t('pending', { count: pending })}
        </p>
      )}
      {failure === null && (keptFrom !== null || partlyFailed.length > 0) && (
        <p className={css('note')} role="status">
          <Glyph name="degraded" size={15} />
          {[
            ...(keptFrom === null ? [] : [t('failed.kept', { time: format.time(keptFrom) })]),
            ...partlyFailed.map((part) => t(`failed.${part}`)),
          ].join(' ')}
          <Button small onClick={retry}>
            {t('common:retry')}
          </Button>
        </p>
      )}
    </>
  );
}
