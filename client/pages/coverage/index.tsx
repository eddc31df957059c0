/** What is loaded when somebody goes to this page: its words, then the page. */
import { addTexts } from '../../ui/add-texts.ts';
import { texts } from './texts.ts';

addTexts('coverage', texts);

export { CoveragePage as default } from './coverage-page.tsx';
