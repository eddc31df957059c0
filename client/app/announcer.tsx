import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useLive } from '../model/live.ts';
import { SETTINGS_PATH } from '../model/session.ts';
import { useShell } from '../model/shell.ts';
import type { Picture } from '../model/picture.ts';
import { layerOf } from '../model/view.ts';
import { useView } from '../model/use-view.ts';
import { useFormat } from '../ui/use-format.ts';
import { cutKey, newCuts } from './new-cuts.ts';
import { PAGES } from './pages.ts';

/** One spoken sentence for a new cut, and the number of cuts in the tab's title. Nothing else interrupts anybody. */
export function Announcer() {
  const { t } = useTranslation('app');
  const format = useFormat();
  const { view } = useView();
  const picture = useLive((live) => live.picture);
  const known = useRef<ReadonlySet<string> | null>(null);
  const [sentence, setSentence] = useState('');
  const cuts = picture?.outages.filter(({ kind }) => kind === 'cut') ?? [];
  useTitle(cuts.length, picture);

  useEffect(() => {
    if (picture === null) return;
    const fresh = newCuts(picture.outages, known.current);
    known.current = new Set(picture.outages.map(cutKey));
    const [worst] = fresh;
    if (worst === undefined) return;
    const root = picture.links[worst.links[0] ?? -1] ?? picture.nodes[worst.nodes[0] ?? -1];
    setSentence(
      t('newCut', {
        name: root?.name ?? '',
        stations: format.number(worst.stations.length),
        people: format.number(worst.lost[layerOf(view)] ?? 0),
        technology: view.technology === 'any' ? t('signal') : view.technology,
      }),
    );
  }, [picture, view, t, format]);

  return (
    <div role="alert" className="unseen">
      {sentence}
    </div>
  );
}

function useTitle(cuts: number, picture: Picture | null): void {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const isSettings = pathname.startsWith(SETTINGS_PATH);
  const page = isSettings ? 'settings' : (PAGES.find(({ path }) => pathname.startsWith(path))?.name ?? 'map');
  const part = useShell((shell) => shell.part);
  const name = [part, t(page), picture?.province, 'Phủ Sóng'].filter((one) => typeof one === 'string').join(' · ');
  const title = `${cuts > 0 ? `(${String(cuts)}) ` : ''}${name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
