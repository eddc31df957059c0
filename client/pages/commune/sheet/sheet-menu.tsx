import { Menu } from '@base-ui/react/menu';
import { Download } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportWish } from '../../../../server/contract/reports.ts';
import { useFile, type FileOrder, type FileState } from '../../../model/use-file.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { FileNote } from '../../../ui/file-note.tsx';
import { FormatBadge } from '../../../ui/format-badge.tsx';
import { FORMAT_NAMES } from '../../../ui/format-names.ts';
import { useFileWords } from '../../../ui/use-file-words.ts';
import { useFormat } from '../../../ui/use-format.ts';
import type { PageTechnology } from '../address.ts';
import { daysOf } from '../period.ts';
import { useLastDays } from '../questions.ts';
import styles from './sheet.module.css';

const css = bind(styles);
const FORMATS = ['docx', 'pdf', 'xlsx'] as const;

/** The commune's sheet of the last thirty days as a file, of the technology the page shows, and how that goes. */
export function SheetMenu({ code, technology }: { code: string; technology: PageTechnology }) {
  const { t } = useTranslation('commune');
  const period = useLastDays();
  const { state, start, retry, close } = useFile();
  const note = useSheetNote(state);
  const make = (format: (typeof FORMATS)[number]): void => {
    const request: ReportWish = { template: 'commune', format, ...daysOf(period), communes: [code], technology };
    start({ request, name: `phieu-xa-${code}.${format}` });
  };
  const making = state.step === 'making';
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          render={
            <Button kind="primary" disabled={making}>
              <Download size={16} aria-hidden />
              {making ? t('sheet.making', { format: FORMAT_NAMES[state.order.request.format] }) : t('sheet.open')}
            </Button>
          }
        />
        <Menu.Portal>
          <Menu.Positioner className={css('positioner')} sideOffset={6} align="end">
            <Menu.Popup className={css('popup')} aria-label={t('sheet.choose')}>
              {FORMATS.map((format) => (
                <Menu.Item
                  key={format}
                  className={css('item')}
                  onClick={() => {
                    make(format);
                  }}
                >
                  <FormatBadge>{FORMAT_NAMES[format]}</FormatBadge>
                  {t(`sheet.format.${format}`)}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <FileNote note={note} retry={retry} close={close} />
    </>
  );
}

function useSheetNote(state: FileState<FileOrder>): ComponentProps<typeof FileNote>['note'] {
  const { t } = useTranslation('commune');
  const { bytes } = useFormat();
  const words = useFileWords();
  switch (state.step) {
    case 'idle':
      return null;
    case 'making': {
      const own = t('sheet.making', { format: FORMAT_NAMES[state.order.request.format] });
      return { step: state.step, text: words(state, `${own}.`), share: state.report?.progress ?? 0 };
    }
    case 'made':
      return { step: state.step, text: words(state, t('sheet.done', { name: state.name, size: bytes(state.bytes) })) };
    case 'failed': {
      const own = t('sheet.failed', { format: FORMAT_NAMES[state.order.request.format] });
      return { step: state.step, text: words(state, own) };
    }
  }
}
