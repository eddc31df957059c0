/** The left column: everything a reader can choose about the report. */
import { FileText } from 'lucide-react';
import { useState, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReportIssuer } from '../../../server/contract/reports.ts';
import { OPERATOR_NAMES } from '../../../server/contract/terms.ts';
import { Chip } from '../../ui/chip.tsx';
import { useOperators } from '../../model/session.ts';
import { bind } from '../../ui/classes.ts';
import { FORMAT_NAMES } from '../../ui/format-names.ts';
import { useFormat } from '../../ui/use-format.ts';
import {
  FORMATS,
  REPORT_TECHNOLOGIES,
  SECTIONS_OF,
  TEMPLATES,
  readThreshold,
  withTemplate,
  type Choices,
} from './choices.ts';
import styles from './choices-panel.module.css';
import { CommuneField } from './commune-field.tsx';
import { Check, FoldField, GroupField, SelectField, TextField } from '../../ui/field.tsx';
import { IssuerField } from './issuer-field.tsx';
import { PeriodField } from './period-field.tsx';
import type { SetChoices } from './use-choices.ts';

const css = bind(styles);

interface ChoicesPanelProps {
  choices: Choices;
  /** What was typed as threshold and cannot be one; null: nothing. */
  wrongThreshold: string | null;
  setWrongThreshold: (text: string | null) => void;
  thresholdInput: Ref<HTMLInputElement>;
  today: string;
  setChoices: SetChoices;
  issuer: Partial<ReportIssuer> | null;
  setIssuer: (issuer: Partial<ReportIssuer> | null) => void;
}

export function ChoicesPanel({ choices, today, setChoices, issuer, setIssuer, ...typed }: ChoicesPanelProps) {
  const { t } = useTranslation('reports');
  return (
    <section className={css('panel')} aria-label={t('choices')} tabIndex={-1}>
      <SelectField
        label={t('template')}
        icon={<FileText size={16} aria-hidden />}
        value={choices.template}
        choices={TEMPLATES.map((template) => ({ value: template, text: t(`templates.${template}`) }))}
        onChange={(template) => {
          setChoices((before) => withTemplate(before, template, today));
        }}
      />
      <PeriodField choices={choices} today={today} setChoices={setChoices} />
      <CommuneField
        chosen={choices.communes}
        single={choices.template === 'commune'}
        onChange={(communes) => {
          setChoices((before) => ({ ...before, communes }));
        }}
      />
      <GroupField row label={t('technologies')}>
        {REPORT_TECHNOLOGIES.map((technology) => (
          <Chip
            key={technology}
            on={choices.technologies.includes(technology)}
            onClick={() => {
              setChoices((before) => ({
                ...before,
                technologies: toggled(REPORT_TECHNOLOGIES, before.technologies, technology),
              }));
            }}
          >
            {technology}
          </Chip>
        ))}
      </GroupField>
      <OperatorField choices={choices} setChoices={setChoices} />
      <ThresholdField
        key={choices.threshold}
        threshold={choices.threshold}
        {...typed}
        onChange={(threshold) => {
          setChoices((before) => ({ ...before, threshold }));
        }}
      />
      <SectionField choices={choices} setChoices={setChoices} />
      <GroupField label={t('format')}>
        <div className={css('formats')}>
          {FORMATS.map((format) => (
            <button
              key={format}
              type="button"
              aria-pressed={choices.format === format}
              onClick={() => {
                setChoices((before) => ({ ...before, format }));
              }}
            >
              {FORMAT_NAMES[format]}
            </button>
          ))}
        </div>
      </GroupField>
      <IssuerField issuer={issuer} setIssuer={setIssuer} />
    </section>
  );
}

type Part = Pick<ChoicesPanelProps, 'choices' | 'setChoices'>;

function OperatorField({ choices, setChoices }: Part) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const seen = useOperators();
  const operators = seen.filter((operator) => choices.operators.includes(operator));
  const all = operators.length === seen.length;
  return (
    <FoldField
      label={t('operators')}
      summary={
        all
          ? t('allOperators', { count: seen.length, n: format.number(seen.length) })
          : operators.map((operator) => OPERATOR_NAMES[operator]).join(', ')
      }
    >
      {seen.map((operator) => (
        <Check
          key={operator}
          on={operators.includes(operator)}
          // The last one stays.
          disabled={operators.length === 1 && operators.includes(operator)}
          onChange={() => {
            setChoices((before) => ({ ...before, operators: toggled(seen, operators, operator) }));
          }}
        >
          {OPERATOR_NAMES[operator]}
        </Check>
      ))}
    </FoldField>
  );
}

function SectionField({ choices: { template, without }, setChoices }: Part) {
  const { t } = useTranslation('reports');
  const sections = SECTIONS_OF[template];
  const kept = sections.filter((section) => !without.includes(section));
  return (
    <GroupField label={t('sections')}>
      {sections.map((section) => (
        <Check
          key={section}
          on={kept.includes(section)}
          disabled={sections.length > 1 && kept.length === 1 && kept.includes(section)}
          onChange={(on) => {
            setChoices((before) => ({
              ...before,
              without: on ? before.without.filter((one) => one !== section) : [...before.without, section],
            }));
          }}
        >
          {t(`section.${section}`)}
        </Check>
      ))}
    </GroupField>
  );
}

interface ThresholdFieldProps extends Pick<
  ChoicesPanelProps,
  'wrongThreshold' | 'setWrongThreshold' | 'thresholdInput'
> {
  threshold: number;
  onChange: (threshold: number) => void;
}

/** Taken when it is left or confirmed, not with every digit; what is no threshold stays, and says so. */
function ThresholdField(props: ThresholdFieldProps) {
  const { threshold, wrongThreshold, setWrongThreshold, thresholdInput, onChange } = props;
  const { t } = useTranslation('reports');
  const [text, setText] = useState(wrongThreshold ?? String(threshold));
  const take = (): void => {
    const value = readThreshold(text);
    if (value !== null) onChange(value);
  };
  return (
    <TextField
      label={t('threshold')}
      input={thresholdInput}
      type="number"
      inputMode="decimal"
      min={0}
      max={100}
      step={0.1}
      value={text}
      problem={wrongThreshold === null ? undefined : t('thresholdWrong')}
      onText={(typed) => {
        setText(typed);
        setWrongThreshold(readThreshold(typed) === null ? typed : null);
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}

/** In the order of `all`; the last one cannot be taken away. */
function toggled<T>(all: readonly T[], chosen: readonly T[], one: T): readonly T[] {
  const next = all.filter((each) => (each === one ? !chosen.includes(one) : chosen.includes(each)));
  return next.length === 0 ? chosen : next;
}
