/** What an account is limited to: some operators, some communes; nothing chosen is no limit. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../../server/contract/scope.ts';
import { OPERATORS, OPERATOR_NAMES } from '../../../../server/contract/terms.ts';
import { spelledOut } from '../../../model/commune-name.ts';
import { useLive } from '../../../model/live.ts';
import { bind } from '../../../ui/classes.ts';
import { Check, FoldField, GroupField, TextField } from '../../../ui/field.tsx';
import { fold } from '../../../ui/fold.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from '../settings.module.css';

const css = bind(styles);

export function ScopeField({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const { t } = useTranslation('settings');
  const { operators, communes } = scope;
  const setOperators = (chosen: Scope['operators']) => {
    const isEvery = chosen === null || chosen.length === 0 || chosen.length === OPERATORS.length;
    onChange({ ...scope, operators: isEvery ? null : chosen });
  };
  return (
    <>
      <GroupField label={t('scope.operators')}>
        <Check
          on={operators === null}
          onChange={() => {
            setOperators(null);
          }}
        >
          {t('scope.everyOperator')}
        </Check>
        {OPERATORS.map((operator) => (
          <Check
            key={operator}
            on={operators?.includes(operator) ?? false}
            onChange={(on) => {
              setOperators(OPERATORS.filter((one) => (one === operator ? on : (operators?.includes(one) ?? false))));
            }}
          >
            {OPERATOR_NAMES[operator]}
          </Check>
        ))}
      </GroupField>
      <CommunesField
        chosen={communes ?? []}
        onChange={(chosen) => {
          onChange({ ...scope, communes: chosen.length === 0 ? null : chosen });
        }}
      />
    </>
  );
}

function CommunesField({ chosen, onChange }: { chosen: readonly string[]; onChange: (codes: string[]) => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const communes = useLive(({ picture }) => picture?.communes);
  const [query, setQuery] = useState('');
  const found = useMemo(() => {
    const words = spelledOut(fold(query)).split(' ');
    return (communes ?? [])
      .filter(({ name }) => words.every((word) => fold(name).includes(word)))
      .toSorted((a, b) => format.compare(a.name, b.name));
  }, [communes, query, format]);
  const nameOf = (code: string) => communes?.find((one) => one.code === code)?.name ?? code;
  const [only] = chosen;
  const summary =
    only === undefined
      ? t('scope.everyCommune')
      : chosen.length === 1
        ? nameOf(only)
        : t('scope.someCommunes', { count: chosen.length, n: format.number(chosen.length) });
  return (
    <FoldField label={t('scope.communes')} summary={summary}>
      <TextField
        label={t('scope.findCommune')}
        type="search"
        value={query}
        spellCheck={false}
        autoComplete="off"
        onText={setQuery}
      />
      <div role="group" aria-label={t('scope.communes')} className={css('choices')}>
        <Check
          on={chosen.length === 0}
          onChange={() => {
            onChange([]);
          }}
        >
          {t('scope.everyCommune')}
        </Check>
        {found.map(({ code, name }) => (
          <Check
            key={code}
            on={chosen.includes(code)}
            onChange={(on) => {
              onChange(on ? [...chosen, code] : chosen.filter((one) => one !== code));
            }}
          >
            {name}
          </Check>
        ))}
        {found.length === 0 && <p className={css('note')}>{t('scope.noneFound', { query })}</p>}
      </div>
    </FoldField>
  );
}

/** "Viettel; 3 xã, phường"; null: everything. */
export function useScopeWords(): (scope: Scope) => string | null {
  const { t } = useTranslation('settings');
  const format = useFormat();
  return ({ operators, communes }) => {
    const parts = [
      operators?.map((operator) => OPERATOR_NAMES[operator]).join(', '),
      communes === null
        ? undefined
        : t('scope.someCommunes', { count: communes.length, n: format.number(communes.length) }),
    ].filter((part) => part !== undefined);
    return parts.length === 0 ? null : parts.join('; ');
  };
}
