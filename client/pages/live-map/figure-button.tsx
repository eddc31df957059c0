import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShell } from '../../model/shell.ts';
import { useView } from '../../model/use-view.ts';
import type { Focus } from '../../model/view.ts';
import { bind } from '../../ui/classes.ts';
import type { GlyphName } from '../../ui/glyph-shapes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import styles from './kpi-strip.module.css';

const css = bind(styles);

interface FigureButtonProps {
  focus: Focus;
  label: string;
  glyph?: GlyphName;
  /** What is counted, where the label does not say it. */
  means?: string;
  /** One line of text without a label above it. */
  inline?: boolean;
  children: ReactNode;
}

/** A figure that filters the map and the list by what it counts; a second press takes the filter away. */
export function FigureButton({ focus, label, glyph, means, inline = false, children }: FigureButtonProps) {
  const { t } = useTranslation('page');
  const { view, setView } = useView();
  const on = view.focus === focus;
  return (
    <button
      type="button"
      aria-pressed={on}
      title={[t('filterBy', { what: label }), ...(means === undefined ? [] : [means])].join('. ')}
      className={css('figure', inline && 'inline')}
      onClick={() => {
        setView({ focus: on ? null : focus, panel: 'abnormal' });
        if (!on) useShell.setState({ panelOpen: true });
      }}
    >
      {!inline && (
        <span className={css('label')}>
          {glyph !== undefined && <Glyph name={glyph} size={13} />}
          {label}
        </span>
      )}
      {children}
    </button>
  );
}
