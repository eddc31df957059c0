/** Everything about the one element that is selected, beside a map that stays usable. */
import { SearchX } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Picture } from '../../../model/picture.ts';
import { usePicture } from '../../../model/shown.ts';
import { useView } from '../../../model/use-view.ts';
import type { Selection } from '../../../model/view.ts';
import { bind } from '../../../ui/classes.ts';
import { Empty, Skeleton } from '../../../ui/notice.tsx';
import { isTypedInto } from '../../../ui/typing.ts';
import { elementKey } from '../panel/element-button.tsx';
import { CommuneDrawer } from './commune-drawer.tsx';
import { Header } from './header.tsx';
import { LinkDrawer } from './link-drawer.tsx';
import { NodeDrawer } from './node-drawer.tsx';
import { StationDrawer } from './station-drawer.tsx';
import styles from './drawer.module.css';

const css = bind(styles);

/** The selected station, link, node or commune; null when nothing is selected. */
export function Drawer() {
  const { view } = useView();
  return view.selection === null ? null : <OpenDrawer selection={view.selection} />;
}

function OpenDrawer({ selection }: { selection: Selection }) {
  const { t } = useTranslation('drawer');
  const picture = usePicture();
  const { kind, code } = selection;
  const frame = useFocusWithin(selection, picture !== null);
  return (
    <div ref={frame} className={css('drawer')}>
      {picture === null ? (
        <div className={css('section')}>
          <Skeleton widths={[55, 80]} label={t('details')} />
        </div>
      ) : (
        <Content key={`${picture.epoch} ${kind} ${code}`} picture={picture} selection={selection} />
      )}
    </div>
  );
}

function Content({ picture, selection: { kind, code } }: { picture: Picture; selection: Selection }) {
  const { stations, links, nodes, communes } = picture.lookup;
  const index = { station: stations, link: links, node: nodes, commune: communes }[kind].get(code);
  if (index === undefined) return <NotFound kind={kind} code={code} />;
  switch (kind) {
    case 'station':
      return <StationDrawer picture={picture} index={index} />;
    case 'link':
      return <LinkDrawer picture={picture} index={index} />;
    case 'node':
      return <NodeDrawer picture={picture} index={index} />;
    case 'commune':
      return <CommuneDrawer picture={picture} index={index} />;
  }
}

function NotFound({ kind, code }: Selection) {
  const { t } = useTranslation('drawer');
  return (
    <>
      <Header title={code} />
      <Empty
        icon={<SearchX size={22} aria-hidden />}
        title={t(`notFound.${kind}`, { code })}
        text={t(kind === 'station' ? 'notFound.stationHint' : 'notFound.hint')}
      />
    </>
  );
}

/**
 * Moves the focus to the heading when the drawer opens or shows something else, and back when it closes: to where it was;
 * where the drawer has taken the place of that (the panel's cards), to the line that opens the same element; else to the map.
 * @param ready there is a heading
 */
function useFocusWithin(shown: Selection, ready: boolean) {
  const frame = useRef<HTMLDivElement>(null);
  const first = useRef(shown);
  useEffect(() => {
    const before = document.activeElement;
    const { current: opened } = first;
    return () => {
      // React has taken the drawer away: the focus it had is nobody's now. Who got it meanwhile (the search) keeps it.
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
      const back = isThere ? before : (lineOf(opened) ?? document.querySelector<HTMLElement>('.leaflet-container'));
      back?.focus({ preventScroll: isThere });
    };
  }, []);
  const { kind, code } = shown;
  useEffect(() => {
    if (!ready || frame.current === null) return;
    frame.current.scrollTop = 0;
    if (isTypedInto(document.activeElement)) return;
    frame.current.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }, [kind, code, ready]);
  return frame;
}

/** The line of a list that opens it, where one is shown. */
function lineOf(element: Selection): HTMLElement | null {
  const lines = document.querySelectorAll<HTMLElement>('[data-opens]');
  return [...lines].find((line) => line.dataset['opens'] === elementKey(element)) ?? null;
}
