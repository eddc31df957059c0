/** What is loaded when somebody has to sign in: its words, then the page. */
import { addTexts } from '../../ui/add-texts.ts';
import { texts as password } from '../../ui/password-texts.ts';
import { texts } from './texts.ts';

addTexts('signIn', texts);
addTexts('password', password);

export { SignInPage as default } from './sign-in-page.tsx';
