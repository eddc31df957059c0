import { useTranslation } from 'react-i18next';
import { FileNote } from '../../ui/file-note.tsx';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Export } from './use-export.ts';

/** What has become of an export: being made, made, or failed with a way to try again. */
export function ExportNote({ exporting: { state, start, close } }: { exporting: Export }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const text = (): string => {
    switch (state.step) {
      case 'idle':
        return '';
      case 'making':
        return t('export.making', { format: FORMAT_NAMES[state.order.format], count: state.order.count });
      case 'made':
        return t('export.made', { name: state.name, size: format.bytes(state.bytes) });
      case 'failed': {
        const { status, at } = state.refusal;
        const told = { format: FORMAT_NAMES[state.order.format], status, time: format.time(at) };
        return t(status === 0 ? 'export.failedReach' : 'export.failed', told);
      }
    }
  };
  return (
    <FileNote
      note={state.step === 'idle' ? null : { step: state.step, text: text() }}
      retry={() => {
        if (state.step === 'failed') start(state.order);
      }}
      close={close}
    />
  );
}
