import { DatabaseBackup } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { useFormat } from '../../../ui/use-format.ts';
import settingsStyles from '../settings.module.css';
import { useDownload, type Download } from '../use-download.ts';
import { useWhy } from '../use-deed.ts';
import styles from './system.module.css';

const css = bind({ ...settingsStyles, ...styles });

/** A copy of the database as a file. @param databaseBytes about as large as it will be */
export function Backup({ databaseBytes }: { databaseBytes: number }) {
  const { t } = useTranslation('settings');
  const words = useWords(databaseBytes);
  const { state, start, stop } = useDownload('POST', 'phu-song.db');
  const making = state.step === 'making';
  return (
    <section className={css('section')} aria-labelledby="system-backup">
      <h2 id="system-backup">{t('system.backup')}</h2>
      <p className={css('note')}>{t('system.backupText')}</p>
      <div className={css('backup')}>
        <Button
          aria-busy={making}
          onClick={() => {
            if (!making) start('system/backup');
          }}
        >
          <DatabaseBackup size={16} aria-hidden /> {t('system.makeBackup')}
        </Button>
        {making && (
          <>
            <progress
              aria-label={t('system.backup')}
              max={databaseBytes}
              value={state.bytes === 0 ? undefined : Math.min(state.bytes, databaseBytes)}
            />
            <Button kind="ghost" onClick={stop}>
              {t('system.stop')}
            </Button>
          </>
        )}
        <p
          role={state.step === 'failed' ? 'alert' : making ? undefined : 'status'}
          className={css(state.step === 'failed' && 'refused')}
        >
          {words(state)}
        </p>
      </div>
    </section>
  );
}

function useWords(total: number): (state: Download) => string {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const why = useWhy();
  return (state) => {
    switch (state.step) {
      case 'idle':
        return '';
      case 'making':
        if (state.bytes === 0) return t('system.making');
        return t('system.receiving', { bytes: format.bytes(state.bytes), total: format.bytes(total) });
      case 'made':
        return t('system.made', { name: state.name, bytes: format.bytes(state.bytes) });
      case 'failed':
        return t('system.backupFailed', { why: why(state.refusal) });
    }
  };
}
