import { CircleAlert, CircleCheck, Hourglass, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Export } from './use-export.ts';
import styles from './export-note.module.css';

const css = bind(styles);

/** What has become of an export: being made, made, or failed with a way to try again. */
export function ExportNote({ exporting: { state, start, close } }: { exporting: Export }) {
  const { t } = useTranslation(['coverage', 'common']);
  const format = useFormat();
  if (state.step === 'idle') return <div role="status" />;
  if (state.step === 'failed') {
    const { order, status, at } = state;
    const told = { format: order.format.toUpperCase(), status, time: format.time(at) };
    return (
      <div className={css('note', 'failed')} role="alert">
        <CircleAlert size={18} aria-hidden />
        <span>{t(status === 0 ? 'export.failedReach' : 'export.failed', told)}</span>
        <Button
          small
          onClick={() => {
            start(order);
          }}
        >
          {t('common:retry')}
        </Button>
        <IconButton label={t('common:close')} onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
    );
  }
  const making = state.step === 'making';
  return (
    <div className={css('note')} role="status">
      {making ? <Hourglass size={18} aria-hidden /> : <CircleCheck size={18} aria-hidden />}
      <span>
        {making
          ? t('export.making', { format: state.order.format.toUpperCase(), count: state.order.count })
          : t('export.made', { name: state.name, size: format.bytes(state.bytes) })}
      </span>
      {making ? (
        <Button small onClick={close}>
          {t('export.cancel')}
        </Button>
      ) : (
        <IconButton label={t('common:close')} onClick={close}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
