import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/button.tsx';
import { useOwnHighlight } from '../../model/shell.ts';
import { bind } from '../../ui/classes.ts';
import { NARROW, PHONE, useMedia } from '../../ui/use-media.ts';
import { ExportNote } from './export-note.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Heading } from './heading.tsx';
import { Notes } from './notes.tsx';
import { PhoneContent } from './phone-content.tsx';
import { Side } from './side.tsx';
import { TableArea } from './table-area.tsx';
import { useCoverage } from './use-coverage.ts';
import { useCoverageView } from './use-coverage-view.ts';
import { useExport } from './use-export.ts';
import { useShown } from './use-shown.ts';
import styles from './coverage-page.module.css';

const css = bind(styles);

/** /vung-phu: which communes are worst, why, and whether it got better. */
export function CoveragePage() {
  useOwnHighlight();
  const { view } = useCoverageView();
  const coverage = useCoverage(view);
  const shown = useShown(coverage, view);
  const exporting = useExport();
  const phone = useMedia(PHONE);
  const { rows, periods } = coverage;
  return (
    <div className={css('page')}>
      <Heading
        coverage={coverage}
        shown={shown.length}
        exporting={exporting}
        onExport={(format) => {
          const communes = shown.length === rows.length ? null : shown.map(({ row }) => row.code);
          exporting.order({ format, view, period: periods.chosen, communes, count: shown.length });
        }}
      />
      {phone ? (
        <PhoneContent coverage={coverage} shown={shown} />
      ) : (
        <>
          <FilterBar shown={shown.length} all={coverage.undecided ? 0 : rows.length} />
          <Notes coverage={coverage} />
          <div className={css('columns')}>
            <TableArea coverage={coverage} shown={shown} />
            <FoldedSide>
              <Side coverage={coverage} shown={shown} />
            </FoldedSide>
          </div>
        </>
      )}
      <ExportNote exporting={exporting} />
    </div>
  );
}

/** Beside the table where there is room, else a strip that opens over it. */
function FoldedSide({ children }: { children: ReactNode }) {
  const { t } = useTranslation('coverage');
  const narrow = useMedia(NARROW);
  const [open, setOpen] = useState(false);
  if (!narrow) {
    return (
      <aside className={css('side')} aria-label={t('side.label')}>
        {children}
      </aside>
    );
  }
  return (
    <>
      {open && (
        <aside className={css('side', 'over')} aria-label={t('side.label')}>
          {children}
        </aside>
      )}
      <div className={css('strip')}>
        <IconButton
          label={t(open ? 'side.close' : 'side.open')}
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {open ? <PanelRightClose size={18} aria-hidden /> : <PanelRightOpen size={18} aria-hidden />}
        </IconButton>
      </div>
    </>
  );
}
