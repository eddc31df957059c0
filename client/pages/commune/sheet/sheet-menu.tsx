import { Menu } from '@base-ui/react/menu';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFile, type FileOrder, type FileState } from '../../../model/use-file.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { FileNote } from '../../../ui/file-note.tsx';
import { FormatBadge } from '../../../ui/format-badge.tsx';
import { FORMAT_NAMES } from '../../../ui/format-names.ts';
import { useFormat } from '../../../ui/use-format.ts';
import { dayQuery } from '../period.ts';
import { useLastDays } from '../questions.ts';
import styles from './sheet.module.css';

const css = bind(styles);
const FORMATS = ['docx', 'pdf', 'xlsx'] as const;

/** The commune's sheet of the last thirty days as a file, and how that goes. */
export function SheetMenu({ code }: { code: string }) {
  const { t } = useTranslation('commune');
  const period = useLastDays();
  const { state, start, close } = useFile();
  const text = useSheetText(state);
  const make = (format: (typeof FORMATS)[number]): void => {
    const path = `reports/commune.${format}?${dayQuery(period)}&communes=${encodeURIComponent(code)}`;
    start({ path, format, name: `phieu-xa-${code}.${format}` });
  };
  const making = state.step === 'making';
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          render={
            <Button kind="primary" disabled={making}>
              <Download size={16} aria-hidden />
              {making ? t('sheet.making', { format: FORMAT_NAMES[state.order.format] }) : t('sheet.open')}
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
      <FileNote
        note={state.step === 'idle' ? null : { step: state.step, text }}
        retry={() => {
          if (state.step === 'failed') start(state.order);
        }}
        close={close}
      />
    </>
  );
}

function useSheetText(state: FileState<FileOrder>): string {
  const { t } = useTranslation('commune');
  const { bytes, time } = useFormat();
  switch (state.step) {
    case 'idle':
      return '';
    case 'making': {
      const format = FORMAT_NAMES[state.order.format];
      return state.bytes === 0
        ? t('sheet.making', { format })
        : t('sheet.received', { format, size: bytes(state.bytes) });
    }
    case 'made':
      return t('sheet.done', { name: state.name, size: bytes(state.bytes) });
    case 'failed': {
      const { status, at } = state.refusal;
      const why =
        status === 0 ? t('failed.silent', { time: time(at) }) : t('failed.status', { status, time: time(at) });
      return `${t('sheet.failed', { format: FORMAT_NAMES[state.order.format] })} ${why}`;
    }
  }
}
