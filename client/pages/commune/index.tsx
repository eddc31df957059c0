/** What is loaded when somebody goes to this page: its words, then the page. */
import { addTexts } from '../../ui/add-texts.ts';
import { texts } from './texts.ts';

addTexts('commune', texts);

export { CommunePage as default } from './commune-page.tsx';
