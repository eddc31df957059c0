import type { EnglishOf } from '../../ui/texts.ts';

const vi = {
  title: 'Xã, phường',
};

const en: EnglishOf<typeof vi> = {
  title: 'Commune',
};

export const texts = { vi, en };
