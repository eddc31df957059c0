import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { bind } from '../../ui/classes.ts';
import styles from './lists.module.css';

const css = bind(styles);

/** What was just removed, and the way to take it back. */
export function Undo({ title, undo }: { title: string; undo: () => void }) {
  const { t } = useTranslation('reports');
  return (
    <div className={css('undo')} role="status">
      <span>{t('removed', { title })}</span>
      <Button small onClick={undo}>
        {t('undo')}
      </Button>
    </div>
  );
}
