import type { EnglishOf } from '../../ui/texts.ts';

const vi = {
  title: 'Vùng phủ theo xã, phường',
};

const en: EnglishOf<typeof vi> = {
  title: 'Coverage by commune',
};

export const texts = { vi, en };
