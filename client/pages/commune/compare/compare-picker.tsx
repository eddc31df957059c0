import { Combobox } from '@base-ui/react/combobox';
import { GitCompareArrows } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDistrict } from '../../../model/commune-name.ts';
import { useLive } from '../../../model/live.ts';
import { buildSearchIndex, search, type SearchHit } from '../../../model/search.ts';
import { Button } from '../../../ui/button.tsx';
import { bind } from '../../../ui/classes.ts';
import { fold } from '../../../ui/fold.ts';
import { useFormat } from '../../../ui/use-format.ts';
import styles from './compare.module.css';

const css = bind(styles);
const MOST = 104;

interface ComparePickerProps {
  /** The page's own commune is not offered. */
  code: string;
  onPick: (code: string) => void;
}

/** A second commune by its name, without diacritics, old names too. */
export function ComparePicker({ code, onPick }: ComparePickerProps) {
  const { t } = useTranslation('commune');
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const hits = useCommunes(query, open, code);
  return (
    <Combobox.Root
      items={hits}
      filter={null}
      value={null}
      open={open}
      autoHighlight
      inputValue={query}
      itemToStringLabel={(hit: SearchHit) => hit.title}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setQuery('');
      }}
      onInputValueChange={setQuery}
      onValueChange={(hit) => {
        if (hit !== null) onPick(hit.code);
      }}
    >
      <Combobox.Trigger
        aria-label={t('compare.open')}
        render={
          <Button>
            <GitCompareArrows size={16} aria-hidden />
            {t('compare.open')}
          </Button>
        }
      />
      <Combobox.Portal>
        <Combobox.Positioner className={css('positioner')} sideOffset={6} align="end">
          <Combobox.Popup className={css('popup')} aria-label={t('compare.label')}>
            <Combobox.Input
              className={css('input')}
              aria-label={t('compare.label')}
              placeholder={t('compare.placeholder')}
              spellCheck={false}
            />
            <Combobox.Empty className={css('none')}>{hits.length === 0 && t('compare.none', { query })}</Combobox.Empty>
            <Combobox.List className={css('list')}>
              {(hit: SearchHit) => (
                <Combobox.Item key={hit.code} value={hit} className={css('hit')}>
                  <Hit hit={hit} />
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

/** Every commune but the page's own, by name; with a query those it finds, best first. */
function useCommunes(query: string, open: boolean, own: string): SearchHit[] {
  const format = useFormat();
  const epoch = useLive((live) => live.picture?.epoch);
  const index = useMemo(() => {
    const { picture } = useLive.getState();
    if (!open || epoch === undefined || picture === null) return null;
    return buildSearchIndex(picture, fold).filter(({ hit }) => hit.kind === 'commune' && hit.code !== own);
  }, [open, epoch, own]);
  return useMemo(() => {
    if (index === null) return [];
    if (fold(query) !== '') return search(index, fold(query), MOST);
    return index
      .map(({ hit }) => hit)
      .filter(({ former }) => former === undefined)
      .sort((a, b) => format.compare(a.title, b.title));
  }, [index, query, format]);
}

function Hit({ hit: { title, former, index } }: { hit: SearchHit }) {
  const { t } = useTranslation('commune');
  const format = useFormat();
  const population = useLive((live) => live.picture?.communes[index]?.population ?? 0);
  return (
    <>
      <span>
        {former === undefined
          ? title
          : t(isDistrict(former) ? 'compare.formerDistrict' : 'compare.former', { name: former, now: title })}
      </span>
      <small>{t('people', { n: format.number(population) })}</small>
    </>
  );
}
