import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import styles from '../settings.module.css';
import { useDownload } from '../use-download.ts';
import { useWhy } from '../use-deed.ts';
import { auditQuery, type AuditFilter } from './filter.ts';

const css = bind(styles);

/** All lines that pass the filter, as a file. */
export function CsvButton({ filter }: { filter: AuditFilter }) {
  const { t } = useTranslation('settings');
  const why = useWhy();
  const { state, start } = useDownload('GET', 'nhat-ky.csv');
  const busy = state.step === 'making';
  return (
    <>
      <Button
        aria-busy={busy}
        onClick={() => {
          if (!busy) start(`audit.csv?${auditQuery(filter).slice(1)}`);
        }}
      >
        <Download size={16} aria-hidden /> {t(busy ? 'audit.csvBusy' : 'audit.csv')}
      </Button>
      {state.step === 'failed' && (
        <p role="alert" className={css('refused')}>
          {t('audit.csvFailed', { why: why(state.refusal) })}
        </p>
      )}
    </>
  );
}
