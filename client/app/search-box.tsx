import { Autocomplete } from '@base-ui/react/autocomplete';
import { ArrowLeft, Network, Radio, Search, Spline, MapPin, type LucideIcon } from 'lucide-react';
import type { TFunction } from 'i18next';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { isDistrict } from '../model/commune-name.ts';
import { useLive } from '../model/live.ts';
import { buildSearchIndex, search, type SearchHit } from '../model/search.ts';
import { useShell } from '../model/shell.ts';
import { useView } from '../model/use-view.ts';
import { MAP_PATH, mapPath, type Selection } from '../model/view.ts';
import { IconButton } from '../ui/button.tsx';
import { bind } from '../ui/classes.ts';
import { fold } from '../ui/fold.ts';
import styles from './search-box.module.css';
import { useHitDetail } from './use-hit-detail.ts';

const css = bind(styles);
const MOST_HITS = 12;
const ICONS: Record<Selection['kind'], LucideIcon> = { station: Radio, commune: MapPin, link: Spline, node: Network };

/** Finds stations, communes by old and new names, links and nodes, without diacritics; choosing one goes there. */
export function SearchBox({ phone = false }: { phone?: boolean }) {
  const { t } = useTranslation('app');
  const go = useGo();
  const input = useRef<HTMLInputElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const actions = useRef<Autocomplete.Root.Actions>(null);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const hits = useHits(query);
  const asked = useShell((shell) => shell.searchAsked);
  useEffect(() => {
    if (asked > 0 || phone) input.current?.focus();
  }, [asked, phone]);

  // A list of our own has no end of an animation to be taken away at.
  useEffect(() => {
    if (!open) actions.current?.unmount();
  }, [open]);

  const leave = (): void => {
    setQuery('');
    setOpen(false);
    input.current?.blur();
    useShell.setState({ searchOpen: false });
  };
  const choose = (hit: SearchHit): void => {
    go(hit);
    leave();
  };
  return (
    <Autocomplete.Root
      items={hits ?? []}
      actionsRef={actions}
      filter={null}
      autoHighlight="always"
      value={query}
      onValueChange={(value, { reason }) => {
        if (reason === 'item-press') return;
        setQuery(value);
        setOpen(fold(value) !== '');
      }}
      open={open}
      onOpenChange={(next) => setOpen(next && fold(query) !== '')}
      itemToStringValue={(hit: SearchHit) => hit.title}
    >
      <Autocomplete.InputGroup className={css('box', phone && 'phone')}>
        {phone ? (
          <IconButton label={t('search.close')} onClick={leave}>
            <ArrowLeft size={20} aria-hidden />
          </IconButton>
        ) : (
          <Search size={16} aria-hidden />
        )}
        <Autocomplete.Input
          ref={input}
          className={css('input')}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          spellCheck={false}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && query === '') leave();
          }}
          onBlur={() => {
            setOpen(false);
          }}
        />
        {!phone && <kbd className={css('key')}>Ctrl K</kbd>}
      </Autocomplete.InputGroup>
      <div ref={place} className={css('place')} />
      <Autocomplete.Portal container={place}>
        <Autocomplete.Positioner className={css('positioner')} sideOffset={6} align="start">
          {/* Not Autocomplete.Popup: it hides everything else from who listens to the page, the very input among it. */}
          <div
            className={css('popup')}
            onMouseDown={(event) => {
              // The input keeps the focus, and what is pressed stays open until it is let go.
              event.preventDefault();
            }}
          >
            <Autocomplete.Status className="unseen">
              {hits !== null && t('search.found', { count: hits.length })}
            </Autocomplete.Status>
            <Autocomplete.Empty className={css('none')}>
              {hits === null ? t('search.waiting') : hits.length === 0 && t('search.none', { query })}
            </Autocomplete.Empty>
            <Autocomplete.List className={css('list')}>
              {(hit: SearchHit) => (
                <Autocomplete.Item
                  key={`${hit.kind} ${hit.code}`}
                  value={hit}
                  className={css('hit')}
                  onClick={() => {
                    choose(hit);
                  }}
                >
                  <Hit hit={hit} />
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </div>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}

/** On the map a hit is selected where one is. From another page a commune leads to its own page, anything else to the map. */
function useGo(): (selection: Selection) => void {
  const { setView } = useView();
  const { pathname } = useLocation();
  const navigate = useNavigate();
  return ({ kind, code }) => {
    if (pathname === MAP_PATH) setView({ selection: { kind, code } });
    else if (kind === 'commune') void navigate(`/vung-phu/${code}`);
    else void navigate(mapPath({ kind, code }));
  };
}

/** null while there is nothing to search in yet. The index is built with the first letter, not while the page starts. */
function useHits(query: string): SearchHit[] | null {
  const epoch = useLive((live) => live.picture?.epoch);
  const asked = query !== '';
  const index = useMemo(() => {
    const { picture } = useLive.getState();
    return !asked || epoch === undefined || picture === null ? null : buildSearchIndex(picture, fold);
  }, [epoch, asked]);
  return useMemo(() => (index === null ? null : search(index, fold(query), MOST_HITS)), [index, query]);
}

function Hit({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation('app');
  const Icon = ICONS[hit.kind];
  const detail = useHitDetail(hit);
  const title = titleOf(hit, t);
  return (
    <>
      <Icon size={16} aria-label={t(`search.kind.${hit.kind}`)} />
      <span className={css('title')}>{title}</span>
      <span className={css('detail')}>{detail}</span>
    </>
  );
}

function titleOf({ title, former }: SearchHit, t: TFunction<'app'>): string {
  if (former === undefined) return title;
  if (isDistrict(former)) return t('search.formerDistrict', { name: lowerFirst(former), now: title });
  return t('search.former', { name: former, now: lowerFirst(title) });
}

/** "Xã Ân Thi" inside a sentence is "xã Ân Thi". */
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
