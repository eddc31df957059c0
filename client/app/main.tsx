import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startReplay } from '../feed/replay.ts';
import { startFeed } from '../feed/start.ts';
import { usePreferences } from '../model/preferences.ts';
import { SIGN_IN_PATH, refreshSession, watchSession } from '../model/session.ts';
import { App } from './app.tsx';
import { startTexts } from './i18n.ts';
import { showPreferences } from './show-preferences.ts';
import './tokens.css';

void refreshSession();
watchSession();
// The snapshot is asked for before anything is drawn: the first picture waits for it. Who is yet to sign in gets none.
if (window.location.pathname !== SIGN_IN_PATH) {
  startFeed();
  startReplay();
}
showPreferences();
await startTexts(usePreferences.getState().language);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
