import { Menu } from '@base-ui/react/menu';
import { Download, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { useFormat } from '../../../ui/use-format.ts';
import { useLastDays } from '../questions.ts';
import styles from './sheet.module.css';
import { FORMATS, useSheet, type Sheet, type SheetFormat } from './use-sheet.ts';

const css = bind(styles);

/** The commune's sheet of the last thirty days as a file, and how that goes. */
export function SheetMenu({ code }: { code: string }) {
  const { t } = useTranslation('commune');
  const { sheet, make, dismiss } = useSheet(code, useLastDays());
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          render={
            <Button kind="primary" disabled={sheet.state === 'making'}>
              <Download size={16} aria-hidden />
              {sheet.state === 'making' ? t('sheet.making', { format: sheet.format.toUpperCase() }) : t('sheet.open')}
            </Button>
          }
        />
        <Menu.Portal>
          <Menu.Positioner className={css('positioner')} sideOffset={6} align="end">
            <Menu.Popup className={css('popup')} aria-label={t('sheet.choose')}>
              {FORMATS.map((format) => (
                <Menu.Item key={format} className={css('item')} onClick={() => void make(format)}>
                  <span className={css('kind')}>{format.toUpperCase()}</span>
                  {t(`sheet.format.${format}`)}
                </Menu.Item>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Message sheet={sheet} retry={(format) => void make(format)} dismiss={dismiss} />
    </>
  );
}

interface MessageProps {
  sheet: Sheet;
  retry: (format: SheetFormat) => void;
  dismiss: () => void;
}

function Message({ sheet, retry, dismiss }: MessageProps) {
  const { t } = useTranslation('commune');
  const common = useTranslation('common').t;
  const format = useFormat();
  const size = (bytes: number): string => format.unit(Math.max(1, Math.round(bytes / 1000)), 'kB');
  return (
    <div className={css('corner')} role={sheet.state === 'failed' ? 'alert' : 'status'}>
      {sheet.state !== 'idle' && (
        <div className={css('message')}>
          {sheet.state === 'making' && (
            <>
              <span>
                {sheet.bytes === 0
                  ? t('sheet.making', { format: sheet.format.toUpperCase() })
                  : t('sheet.received', { format: sheet.format.toUpperCase(), size: size(sheet.bytes) })}
              </span>
              <Button small kind="ghost" onClick={dismiss}>
                {t('sheet.cancel')}
              </Button>
            </>
          )}
          {sheet.state === 'done' && (
            <>
              <Glyph name="recovered" size={16} />
              <span>{t('sheet.done', { name: sheet.name, size: size(sheet.bytes) })}</span>
            </>
          )}
          {sheet.state === 'failed' && (
            <>
              <Glyph name="down" size={16} />
              <span>
                {t('sheet.failed', { format: sheet.format.toUpperCase() })}{' '}
                {sheet.refusal.status === 0
                  ? t('failed.silent', { time: format.time(sheet.refusal.at) })
                  : t('failed.status', { status: sheet.refusal.status, time: format.time(sheet.refusal.at) })}
              </span>
              <Button
                small
                onClick={() => {
                  retry(sheet.format);
                }}
              >
                {common('retry')}
              </Button>
            </>
          )}
          {sheet.state !== 'making' && (
            <IconButton label={t('sheet.dismiss')} onClick={dismiss}>
              <X size={16} aria-hidden />
            </IconButton>
          )}
        </div>
      )}
    </div>
  );
}
