/** What is loaded when an engineer sets a state by hand: its words, then the dialog. */
import { addTexts } from '../../../ui/add-texts.ts';
import { texts } from './texts.ts';

addTexts('byHand', texts);

export { StateDialog as default } from './state-dialog.tsx';
