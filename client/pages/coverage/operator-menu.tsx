import { Menu } from '@base-ui/react/menu';
import { Check, ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OPERATORS, OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { useOperators } from '../../model/session.ts';
import { bind } from '../../ui/classes.ts';
import { useCoverageView } from './use-coverage-view.ts';
import styles from './menu.module.css';

const css = bind(styles);

/** Which operators have a column; a single one makes the figures its own. */
export function OperatorMenu() {
  const { t } = useTranslation('coverage');
  const { view, setView } = useCoverageView();
  const { operators } = view;
  const seen = useOperators();
  const everyOne = operators.length === OPERATORS.length;
  const which = everyOne
    ? t('filters.allOperators')
    : operators.length > 2
      ? String(operators.length)
      : operators.map((operator) => OPERATOR_NAMES[operator]).join(', ');
  // Kept inside the page's landmarks, where screen readers look for it.
  const [home, setHome] = useState<HTMLSpanElement | null>(null);
  return (
    <span ref={setHome} className={css('home')}>
      <Menu.Root>
        <Menu.Trigger className={css('chip', !everyOne && 'on')}>
          {t('filters.operators', { which })}
          <ChevronDown size={13} aria-hidden />
        </Menu.Trigger>
        <Menu.Portal container={home}>
          <Menu.Positioner className={css('positioner')} positionMethod="fixed" sideOffset={6} align="start">
            <Menu.Popup className={css('menu', 'narrow')}>
              <Menu.CheckboxItem
                className={css('item', 'check')}
                checked={everyOne}
                onCheckedChange={() => {
                  setView({ operators: OPERATORS });
                }}
              >
                <Box />
                {t('filters.everyOperator')}
              </Menu.CheckboxItem>
              {seen.map((operator) => (
                <Menu.CheckboxItem
                  key={operator}
                  className={css('item', 'check')}
                  checked={operators.includes(operator)}
                  onCheckedChange={(checked) => {
                    // From "all", a click means this one alone.
                    const next = everyOne
                      ? [operator]
                      : seen.filter((one) => (one === operator ? checked : operators.includes(one)));
                    setView({ operators: next.length === 0 ? OPERATORS : next });
                  }}
                >
                  <Box />
                  {OPERATOR_NAMES[operator]}
                </Menu.CheckboxItem>
              ))}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
    </span>
  );
}

function Box() {
  return (
    <span className={css('box')} aria-hidden>
      <Menu.CheckboxItemIndicator>
        <Check size={11} strokeWidth={3} />
      </Menu.CheckboxItemIndicator>
    </span>
  );
}
