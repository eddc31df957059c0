/** Vietnamese or English. */
import type { Language } from './format.ts';
import { Segmented } from './segmented.tsx';

interface LanguageChoiceProps {
  label: string;
  value: Language;
  onChange: (language: Language) => void;
}

export function LanguageChoice({ label, value, onChange }: LanguageChoiceProps) {
  return (
    <Segmented
      label={label}
      value={value}
      choices={[
        { value: 'vi', text: 'VI', title: 'Tiếng Việt' },
        { value: 'en', text: 'EN', title: 'English' },
      ]}
      onChange={onChange}
    />
  );
}
