import type { EnglishOf } from '../../ui/texts.ts';

const vi = {};

const en: EnglishOf<typeof vi> = {};

export const texts = { vi, en };
