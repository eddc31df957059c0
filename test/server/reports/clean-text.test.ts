import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLines, cleanText, shorten } from '../../../server/reports/clean-text.ts';

describe('cleanText', () => {
  it('puts Vietnamese letters together', () => {
    expect(cleanText('Ha\u0309i Du\u031bo\u031bng')).toBe('Hải Dương');
  });

  it('is one line without control characters, lone surrogates and turns of direction', () => {
    expect(cleanText(' a\r\n\tb\u0000\u001b[31m \u202ec\ud800 ')).toBe('a b[31m c');
  });

  it('gives what XML and UTF-8 can hold, and nothing new the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = cleanText(text);

        expect(clean).not.toMatch(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/u);
        expect(new TextDecoder().decode(new TextEncoder().encode(clean))).toBe(clean);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it('splits into lines', () => {
    expect(cleanLines('KT. GIÁM ĐỐC\r\n\nPHÓ GIÁM ĐỐC ')).toEqual(['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC']);
  });

  it('shortens without cutting a character in two', () => {
    expect(shorten('Xã A Sào', 8)).toBe('Xã A Sào');
    expect(shorten('Xã A Sào', 5)).toBe('Xã A…');
    expect(shorten('ab😀cd', 4)).toBe('ab…');
  });
});
