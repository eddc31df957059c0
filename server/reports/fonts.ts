/** Tinos: the free typeface with the measures of Times New Roman and every Vietnamese letter. */
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const file = (name: string): string => resolve(`@expo-google-fonts/tinos/${name}`);

export const FONT_FILES = {
  normal: file('400Regular/Tinos_400Regular.ttf'),
  bold: file('700Bold/Tinos_700Bold.ttf'),
  italics: file('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
  bolditalics: file('700Bold_Italic/Tinos_700Bold_Italic.ttf'),
};
