/** The typeface as the PDF library reads it, once for all documents. */
import { readFileSync } from 'node:fs';
import pdfmake from 'pdfmake';
import { FONT_FILES } from './fonts.ts';
import { FONT } from './official-page.ts';

declare module 'pdfmake' {
  /** Left out of the published types. Not a disk: names to contents. */
  export const virtualfs: { writeFileSync: (name: string, content: Buffer) => void };
}

/** The files are named as the fonts name themselves: so the library finds for a picture the font it has opened for the text. */
const NAMES = {
  normal: 'Tinos-Regular',
  bold: 'Tinos-Bold',
  italics: 'Tinos-Italic',
  bolditalics: 'Tinos-BoldItalic',
};

/**
 * Ligatures and kerning. Word sets neither unless told to, so that without them lines break in PDF and DOCX alike; and reading these
 * tables, again for every document, takes longer than all the rest of the font. Vietnamese letters are single glyphs and need none.
 */
const LEFT_OUT = ['GDEF', 'GPOS', 'GSUB'];

pdfmake.virtualfs.writeFileSync(NAMES.normal, plainFont(FONT_FILES.normal));
pdfmake.virtualfs.writeFileSync(NAMES.bold, plainFont(FONT_FILES.bold));
pdfmake.virtualfs.writeFileSync(NAMES.italics, plainFont(FONT_FILES.italics));
pdfmake.virtualfs.writeFileSync(NAMES.bolditalics, plainFont(FONT_FILES.bolditalics));
pdfmake.setFonts({ [FONT]: NAMES });

// A document fetches nothing, neither from the network nor from the disk.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(() => false);

/** Renames the tables in the font's directory (16 bytes each, after 12), where nobody will look for them. */
function plainFont(path: string): Buffer {
  const font = readFileSync(path);
  for (let left = font.readUInt16BE(4), at = 12; left > 0; left--, at += 16) {
    if (LEFT_OUT.includes(font.toString('latin1', at, at + 4))) font.write('none', at, 'latin1');
  }
  return font;
}
