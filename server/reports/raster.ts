/** SVG to PNG, in the document's typeface. */
import { Resvg } from '@resvg/resvg-js';
import { FONT_FILES } from './fonts.ts';

const DPI = 200;

export function rasterize(svg: string, widthPt: number): Uint8Array {
  const drawn = new Resvg(svg, {
    background: '#FFFFFF',
    fitTo: { mode: 'width', value: Math.round((widthPt * DPI) / 72) },
    // The fonts of the machine would make another picture on another machine.
    font: { loadSystemFonts: false, fontFiles: Object.values(FONT_FILES), defaultFontFamily: 'Tinos' },
  });
  return drawn.render().asPng();
}
