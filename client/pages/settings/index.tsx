/** What is loaded when somebody goes to the settings: their words, then the pages. */
import { addTexts } from '../../ui/add-texts.ts';
import { texts as password } from '../../ui/password-texts.ts';
import { texts } from './texts.ts';

addTexts('settings', texts);
addTexts('password', password);

export { SettingsPage as default } from './settings-page.tsx';
