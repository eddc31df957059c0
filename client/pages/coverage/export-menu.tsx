import { Menu } from '@base-ui/react/menu';
import { ChevronDown, Download, Hourglass } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportFormat } from '../../../server/contract/reports.ts';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import { FormatBadge } from '../../ui/format-badge.tsx';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { useFormat } from '../../ui/use-format.ts';
import { periodWords } from './period-words.ts';
import type { Coverage } from './use-coverage.ts';
import type { Export } from './use-export.ts';
import styles from './menu.module.css';

const css = bind(styles);

/** In the order they are wanted. */
const FORMATS: readonly ReportFormat[] = ['xlsx', 'csv', 'pdf', 'docx', 'geojson'];

interface ExportMenuProps {
  coverage: Coverage;
  shown: number;
  exporting: Export;
  onExport: (format: ReportFormat) => void;
}

/** Exports exactly the rows that are shown. While a file is being made the button says so. */
export function ExportMenu({ coverage, shown, exporting, onExport }: ExportMenuProps) {
  const { t } = useTranslation('coverage');
  const format = useFormat();
  const { rows, periods, outdated } = coverage;
  const { state } = exporting;
  const making = state.step === 'making' ? FORMAT_NAMES[state.order.request.format] : null;
  const waiting = rows.length === 0 || outdated;
  const nothing = waiting || shown === 0;
  // Kept inside the page's landmarks, where screen readers look for it.
  const [home, setHome] = useState<HTMLSpanElement | null>(null);
  return (
    <span ref={setHome} className={css('home')}>
      <Menu.Root>
        <Menu.Trigger
          disabled={making !== null}
          render={
            <Button kind="primary" aria-busy={making !== null}>
              {making === null ? <Download size={16} aria-hidden /> : <Hourglass size={16} aria-hidden />}
              {making === null ? t('export.open') : t('export.busy', { format: making })}
              <ChevronDown size={14} aria-hidden />
            </Button>
          }
        />
        <Menu.Portal container={home}>
          <Menu.Positioner
            className={css('positioner')}
            positionMethod="fixed"
            sideOffset={6}
            align="end"
            collisionPadding={12}
          >
            <Menu.Popup className={css('menu')}>
              <Menu.Group>
                <Menu.GroupLabel className={css('title')}>
                  {nothing
                    ? t(waiting ? 'export.notYet' : 'export.nothing')
                    : shown === rows.length
                      ? t('export.all', { all: format.number(rows.length) })
                      : t('export.rows', { count: shown })}
                </Menu.GroupLabel>
                {FORMATS.map((one) => (
                  <Menu.Item
                    key={one}
                    className={css('item')}
                    disabled={nothing}
                    onClick={() => {
                      onExport(one);
                    }}
                  >
                    <FormatBadge>{FORMAT_NAMES[one]}</FormatBadge>
                    {t(`export.${one}`)}
                  </Menu.Item>
                ))}
              </Menu.Group>
              <p className={css('note')}>{t('export.sources')}</p>
              {periods.comparing && (
                <p className={css('note')}>
                  {t('export.compared', { period: periodWords(periods.chosen, t, format) })}
                </p>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </span>
  );
}
