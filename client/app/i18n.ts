/** Two languages, one namespace a room; the texts live beside the components that say them. */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { texts as commune } from '../pages/commune/texts.ts';
import type { texts as coverage } from '../pages/coverage/texts.ts';
import type { texts as reports } from '../pages/reports/texts.ts';
import type { texts as settings } from '../pages/settings/texts.ts';
import type { texts as signIn } from '../pages/sign-in/texts.ts';
import type { texts as byHand } from '../pages/live-map/by-hand/texts.ts';
import type { texts as maintenance } from '../pages/live-map/maintenance/texts.ts';
import type { texts as password } from '../ui/password-texts.ts';
import { texts as map } from '../map/texts.ts';
import { texts as drawer } from '../pages/live-map/drawer/texts.ts';
import { texts as panel } from '../pages/live-map/panel/texts.ts';
import { texts as replay } from '../pages/live-map/replay/texts.ts';
import { texts as page } from '../pages/live-map/texts.ts';
import { texts as common } from '../ui/texts.ts';
import type { Language } from '../ui/format.ts';
import { texts as app } from './texts.ts';

const resources = {
  vi: {
    common: common.vi,
    app: app.vi,
    map: map.vi,
    page: page.vi,
    panel: panel.vi,
    drawer: drawer.vi,
    replay: replay.vi,
  },
  en: {
    common: common.en,
    app: app.en,
    map: map.en,
    page: page.en,
    panel: panel.en,
    drawer: drawer.en,
    replay: replay.en,
  },
};

/** Namespaces that come with their page (ui/add-texts.ts). */
interface PageTexts {
  coverage: (typeof coverage)['vi'];
  commune: (typeof commune)['vi'];
  reports: (typeof reports)['vi'];
  settings: (typeof settings)['vi'];
  signIn: (typeof signIn)['vi'];
  byHand: (typeof byHand)['vi'];
  maintenance: (typeof maintenance)['vi'];
  password: (typeof password)['vi'];
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: (typeof resources)['vi'] & PageTexts;
  }
}

/** Ready at once: the texts are part of the bundle. */
export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'vi',
    ns: Object.keys(resources.vi),
    defaultNS: 'common',
    resources,
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}
