/** Which communes the report is about: all of them, some, or exactly one where the template is about one. */
import { MapPin } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bareName, isDistrict } from '../../model/commune-name.ts';
import { useLive } from '../../model/live.ts';
import { useSeesPart } from '../../model/session.ts';
import { bind } from '../../ui/classes.ts';
import { fold } from '../../ui/fold.ts';
import { Skeleton } from '../../ui/notice.tsx';
import { useFormat } from '../../ui/use-format.ts';
import styles from './choices-panel.module.css';
import { findCommunes, summaryOf, type NamedCommune } from './communes.ts';
import { Check, FoldField, TextField } from '../../ui/field.tsx';

const css = bind(styles);

interface CommuneFieldProps {
  chosen: readonly string[];
  single: boolean;
  onChange: (codes: readonly string[]) => void;
}

export function CommuneField({ chosen, single, onChange }: CommuneFieldProps) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const communes = useNamedCommunes();
  const seesPart = useSeesPart();
  const summary = summaryOf(communes ?? [], chosen);
  const words = {
    all: single ? t('noCommune') : t('allCommunes', { n: format.number(communes?.length ?? 0) }),
    one: summary.name ?? '',
    some: t('someCommunes', { count: chosen.length, n: format.number(chosen.length) }),
  };
  return (
    <FoldField
      label={t('scope')}
      summary={
        communes === null && chosen.length === 0 && !single
          ? t(seesPart ? 'everywhereSeen' : 'everywhere')
          : words[summary.kind]
      }
      icon={<MapPin size={16} aria-hidden />}
    >
      {communes === null ? (
        <Skeleton widths={[80, 60, 70]} label={t('findCommune')} />
      ) : (
        <Picker communes={communes} chosen={chosen} single={single} onChange={onChange} />
      )}
    </FoldField>
  );
}

function Picker({ communes, chosen, single, onChange }: CommuneFieldProps & { communes: readonly NamedCommune[] }) {
  const { t } = useTranslation('reports');
  const format = useFormat();
  const seesPart = useSeesPart();
  const [query, setQuery] = useState('');
  const found = useMemo(() => findCommunes(communes, query), [communes, query]);
  const on = new Set(chosen);
  const choose = (code: string, wanted: boolean): void => {
    if (single) onChange([code]);
    else onChange(communes.map((one) => one.code).filter((one) => (one === code ? wanted : on.has(one))));
  };
  return (
    <>
      <TextField label={t('findCommune')} type="search" value={query} onText={setQuery} spellCheck={false} />
      <p className="unseen" role="status">
        {query !== '' && t('communesFound', { count: found.length, n: format.number(found.length) })}
      </p>
      <div className={css('communes')} role="group" aria-label={t('scope')}>
        {!single && query === '' && (
          <Check
            on={chosen.length === 0}
            onChange={() => {
              onChange([]);
            }}
          >
            {t(seesPart ? 'everywhereSeenOf' : 'everywhereOf', { n: format.number(communes.length) })}
          </Check>
        )}
        {found.map(({ code, name, former }) => (
          <Check
            key={code}
            on={on.has(code)}
            {...(single ? { radio: 'commune' } : {})}
            onChange={(wanted) => {
              choose(code, wanted);
            }}
          >
            {name}
            {former !== null && <small>{t(isDistrict(former) ? 'formerlyIn' : 'formerly', { name: former })}</small>}
          </Check>
        ))}
        {found.length === 0 && <p className={css('note')}>{t('noneFound', { query })}</p>}
      </div>
    </>
  );
}

/** In order of their names; null while there is no picture yet. Folded once, not with every letter. */
function useNamedCommunes(): readonly NamedCommune[] | null {
  const format = useFormat();
  const epoch = useLive((live) => live.picture?.epoch);
  return useMemo(() => {
    const { picture } = useLive.getState();
    if (epoch === undefined || picture === null) return null;
    return picture.communes
      .map(({ code, name, former }) => ({
        code,
        name,
        folded: fold(name),
        former: former.map((old) => ({ name: old, folded: fold(old) })),
      }))
      .sort((a, b) => format.compare(bareName(a.name), bareName(b.name)));
  }, [epoch, format]);
}

/** Without "Xã" and "Phường", by which nobody looks anything up. */
