import type L from 'leaflet';
import { X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture } from '../../model/picture.ts';
import { setHighlight } from '../../model/shell.ts';
import type { Selection, View } from '../../model/view.ts';
import { IconButton } from '../../ui/button.tsx';
import { Glyph } from '../../ui/glyph.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { placesOf } from './places.ts';
import { css } from './styles.ts';
import { wordsOf } from './thing-words.ts';
import { useThingLine } from './use-thing-line.ts';

interface PlacesListProps {
  picture: Picture;
  view: View;
  map: L.Map | null;
  onPick: (thing: Selection) => void;
  onClose: () => void;
}

/** "Danh sách trên bản đồ": everything one can point at, for those who use keys or listen. */
export function PlacesList({ picture, view, map, onPick, onClose }: PlacesListProps) {
  const { t } = useTranslation(['map', 'common']);
  const format = useFormat();
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const sight = useSight(map);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      setHighlight(null);
      // Closed while the keyboard was in it: back to the button it came from. By then React has taken the list away.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    };
  }, []);
  const { abnormal, communes, active, more } = placesOf(
    picture,
    view,
    (lat, lon) => sight?.contains([lat, lon]) ?? false,
  );
  return (
    <section
      data-over-map
      className={css('card', 'list')}
      aria-labelledby={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={title} ref={heading} tabIndex={-1}>
          {t('list')}
        </h2>
        <IconButton label={t('common:close')} onClick={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </header>
      <div className={css('scroll')}>
        <Group title={t('listAbnormal')} things={abnormal} picture={picture} view={view} onPick={onPick} />
        <Group title={t('listCommunes')} things={communes} picture={picture} view={view} onPick={onPick} />
        <Group title={t('listActive')} things={active} picture={picture} view={view} onPick={onPick} />
        {more > 0 && <p className={css('any')}>{t('listMore', { number: format.number(more) })}</p>}
      </div>
    </section>
  );
}

/** What the map shows now, after every move. */
function useSight(map: L.Map | null): L.LatLngBounds | null {
  const [moved, setMoved] = useState<L.LatLngBounds | null>(null);
  useEffect(() => {
    if (map === null) return;
    const look = (): void => {
      setMoved(map.getBounds());
    };
    map.on('moveend', look);
    return () => {
      map.off('moveend', look);
    };
  }, [map]);
  return moved ?? map?.getBounds() ?? null;
}

interface GroupProps {
  title: string;
  things: readonly Selection[];
  picture: Picture;
  view: View;
  onPick: (thing: Selection) => void;
}

function Group({ title, things, picture, view, onPick }: GroupProps) {
  const line = useThingLine();
  if (things.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {things.map((thing) => {
          const words = wordsOf(picture, view, thing);
          return (
            words && (
              <li key={`${thing.kind} ${thing.code}`}>
                <button
                  type="button"
                  onClick={() => {
                    onPick(thing);
                  }}
                  {...pointing(thing)}
                >
                  {words.glyph && <Glyph name={words.glyph} size={13} />}
                  {words.name}
                  <span>{line(words)}</span>
                </button>
              </li>
            )
          );
        })}
      </ul>
    </>
  );
}

/** Hover and focus ring the thing on the map. */
function pointing(thing: Selection) {
  const show = (): void => {
    setHighlight(thing);
  };
  const hide = (): void => {
    setHighlight(null);
  };
  return { onMouseEnter: show, onFocus: show, onMouseLeave: hide, onBlur: hide };
}
