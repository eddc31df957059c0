import { useTranslation } from 'react-i18next';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import type { FibreSituation } from '../../model/commune-figures.ts';
import styles from './table.module.css';

const css = bind(styles);

/** How the commune hangs on the network now; only what is not whole has a sign and a colour. */
export function FibreWords({ fibre, stopped }: { fibre: FibreSituation | null; stopped: boolean }) {
  const { t } = useTranslation('coverage');
  if (fibre === null) return <>–</>;
  if (fibre === 'ring') return <span>{t('fibre.ring')}</span>;
  const tone = stopped ? 'stale' : fibre === 'cut' ? 'cut' : 'warned';
  return (
    <span className={css('situation', tone)} title={t(`fibreFull.${fibre}`)}>
      <Glyph name={fibre === 'cut' ? 'cut' : 'degraded'} size={fibre === 'cut' ? 15 : 13} />
      {t(`fibre.${fibre}`)}
    </span>
  );
}
