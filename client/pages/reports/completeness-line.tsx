import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { bind } from '../../ui/classes.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './preview.module.css';
import type { Completeness } from './use-preview.ts';
import { useMissingWords } from './use-words.ts';

const css = bind(styles);

/** Whether days or operators are missing, and which, before the report is made. */
export function CompletenessLine({ completeness }: { completeness: Completeness }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const missing = useMissingWords()(completeness);
  const { days, daysWithData, operators, operatorsWithData } = completeness;
  return missing === null ? (
    <span className={css('completeness')} role="status">
      <CircleCheck size={15} aria-hidden className="tone-live" />
      {t('complete', {
        days: format.number(daysWithData),
        ofDays: format.number(days),
        operators: format.number(operatorsWithData),
        ofOperators: format.number(operators),
      })}
    </span>
  ) : (
    <span className={css('completeness', 'lacking')} role="status">
      <Glyph name="degraded" size={14} />
      {t('incomplete', { what: missing })}
    </span>
  );
}
