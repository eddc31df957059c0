/** What became of the report ordered from this page. */
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './reports-page.module.css';
import type { Making } from './use-making.ts';
import { useWhy } from './use-words.ts';

const css = bind(styles);

interface MakingBarProps {
  making: Exclude<Making, { state: 'idle' }>;
  cancel: () => void;
  cancelFailed: boolean;
  again: () => void;
  dismiss: () => void;
}

export function MakingBar({ making, cancel, cancelFailed, again, dismiss }: MakingBarProps) {
  const { t } = useTranslation(['reports', 'common']);
  const { text, bad } = useMakingWords(making);
  const missed = bad || making.state === 'back';
  const under = making.state === 'making';
  return (
    <div className={css('making', bad && 'bad')}>
      <span role={bad ? 'alert' : 'status'}>{text}</span>
      {under && <ProgressBar share={making.report.progress} label={t('making.progress')} />}
      {under && cancelFailed && (
        <span role="alert" className="tone-down">
          {t('making.cancelFailed')}
        </span>
      )}
      <span className={css('gap')} />
      {under && (
        <Button small onClick={cancel}>
          {t('making.cancel')}
        </Button>
      )}
      {missed && (
        <Button small onClick={again}>
          {t('common:retry')}
        </Button>
      )}
      {!under && making.state !== 'ordering' && (
        <IconButton label={t('making.dismiss')} onClick={dismiss}>
          <X size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

function useMakingWords(making: MakingBarProps['making']): { text: string; bad: boolean } {
  const { t } = useTranslation('reports');
  const formats = useFormat();
  const why = useWhy();
  const format = FORMAT_NAMES[making.request.format];
  if (making.state === 'ordering') return { text: t('making.ordering', { format }), bad: false };
  if (making.state === 'back') return { text: t('making.back', { format }), bad: false };
  if (making.state === 'refused') {
    const { code, message } = making.refusal;
    return { text: t('making.failed', { format, why: why(code, message) }), bad: true };
  }
  const { state, progress, error, fileName, bytes } = making.report;
  switch (state) {
    case 'waiting':
      return {
        text: error === null ? t('making.waiting', { format }) : t('making.waitingFor', { format, why: why(error) }),
        bad: false,
      };
    case 'making': {
      const percent = formats.unit(Math.floor(progress * 100), '%');
      return { text: t('making.making', { format, percent }), bad: false };
    }
    case 'ready':
      return { text: t('making.done', { name: fileName ?? format, size: formats.bytes(bytes ?? 0) }), bad: false };
    case 'failed':
      return { text: t('making.failed', { format, why: why(error ?? 'internal') }), bad: true };
    case 'cancelled':
      return { text: t('making.cancelled', { format }), bad: false };
  }
}
