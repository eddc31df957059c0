import type { EnglishOf } from '../../ui/texts.ts';

const vi = {
  title: 'Báo cáo',
};

const en: EnglishOf<typeof vi> = {
  title: 'Reports',
};

export const texts = { vi, en };
