import { useTranslation } from 'react-i18next';
import { FileNote } from '../../ui/file-note.tsx';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { useFileWords } from '../../ui/use-file-words.ts';
import { useFormat } from '../../ui/use-format.ts';
import type { Export } from './use-export.ts';

/** What has become of an export: being made, made, or failed with a way to try again. */
export function ExportNote({ exporting: { state, retry, close } }: { exporting: Export }) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const words = useFileWords();
  const note = () => {
    switch (state.step) {
      case 'idle':
        return null;
      case 'making': {
        const { request, count } = state.order;
        const text = words(state, t('export.making', { format: FORMAT_NAMES[request.format], count }));
        return { step: state.step, text, share: state.report?.progress ?? 0 };
      }
      case 'made': {
        const own = t('export.made', { name: state.name, size: format.bytes(state.bytes) });
        return { step: state.step, text: words(state, own) };
      }
      case 'failed': {
        const own = t('export.failed', { format: FORMAT_NAMES[state.order.request.format] });
        return { step: state.step, text: words(state, own) };
      }
    }
  };
  return <FileNote note={note()} retry={retry} close={close} />;
}
