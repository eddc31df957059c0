/** Codes and names a Vietnamese operator would give. */
import type { Random } from '../random.ts';
import type { SampleCommune } from './communes.ts';

/** Former district → the two letters in the code of a station. */
const DISTRICT_LETTERS: Readonly<Record<string, string>> = {
  'Thành phố Hưng Yên': 'PH',
  'Huyện Văn Lâm': 'VL',
  'Huyện Văn Giang': 'VG',
  'Huyện Yên Mỹ': 'YM',
  'Thị xã Mỹ Hào': 'MH',
  'Huyện Ân Thi': 'AT',
  'Huyện Khoái Châu': 'KC',
  'Huyện Kim Động': 'KD',
  'Huyện Tiên Lữ': 'TL',
  'Huyện Phù Cừ': 'PC',
  'Thành phố Thái Bình': 'TB',
  'Huyện Quỳnh Phụ': 'QP',
  'Huyện Hưng Hà': 'HH',
  'Huyện Đông Hưng': 'DH',
  'Huyện Thái Thụy': 'TT',
  'Huyện Tiền Hải': 'TH',
  'Huyện Kiến Xương': 'KX',
  'Huyện Vũ Thư': 'VT',
};

const VILLAGES = [
  ...[
    'Đông',
    'Đoài',
    'Thượng',
    'Hạ',
    'Trung',
    'Nội',
    'Ngoại',
    'Chùa',
    'Đình',
    'Bến',
    'Chợ',
    'Đồng',
    'Trại',
    'Phố',
    'Sau',
  ],
  ...[
    'An Bình',
    'An Khê',
    'Bình Phú',
    'Đại Đồng',
    'Đông Khê',
    'Hòa Bình',
    'Hưng Đạo',
    'Kim Ngưu',
    'Minh Khai',
    'Ngọc Đồng',
  ],
  ...[
    'Phú Thị',
    'Phú Mỹ',
    'Quang Trung',
    'Tân Tiến',
    'Thanh Xá',
    'Thọ Lão',
    'Trung Nghĩa',
    'Vân Ngoại',
    'Xuân Đào',
    'Yên Phú',
  ],
];

const STREETS = [
  ...[
    'Nguyễn Huệ',
    'Trần Hưng Đạo',
    'Lê Lợi',
    'Lý Thường Kiệt',
    'Hai Bà Trưng',
    'Quang Trung',
    'Nguyễn Trãi',
    'Phan Bội Châu',
  ],
  ...[
    'Hùng Vương',
    'Nguyễn Văn Linh',
    'Trưng Trắc',
    'Lê Quý Đôn',
    'Hoàng Diệu',
    'Phạm Ngũ Lão',
    'Bà Triệu',
    'Lý Bôn',
    'Ngô Quyền',
  ],
];

/** @throws for a district that is not of the province */
export function districtLetters(commune: SampleCommune): string {
  const letters = DISTRICT_LETTERS[commune.district];
  if (letters === undefined) throw new Error(`no letters for ${commune.district}`);
  return letters;
}

export function addressIn(commune: SampleCommune, random: Random): string {
  const place = `${commune.fullName.charAt(0).toLowerCase()}${commune.fullName.slice(1)}, tỉnh Hưng Yên`;
  if (!commune.urban) return `Thôn ${random.pick(VILLAGES)}, ${place}`;
  return random.chance(0.5)
    ? `Tổ dân phố số ${String(random.whole(1, 14))}, ${place}`
    : `Số ${String(random.whole(2, 380))} đường ${random.pick(STREETS)}, ${place}`;
}

/**
 * Three letters for each name, or four where three are taken: "Ân Thi" ATH, "Bắc Thuỵ Anh" BTA.
 *
 * @returns name → letters, unique
 */
export function abbreviate(names: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  const letters = new Map<string, string>();
  for (const name of names) {
    const words = withoutMarks(name).split(' ');
    const last = words.at(-1) ?? '';
    const initials = words
      .slice(0, -1)
      .map((word) => word.charAt(0))
      .join('');
    const tries = [
      initials + last.slice(0, Math.max(1, 3 - initials.length)),
      initials + last.slice(0, Math.max(2, 3 - initials.length)),
      (words[0] ?? '').slice(0, 2) + last.slice(0, 1),
      (words[0] ?? '').slice(0, 2) + last.slice(0, 2),
      initials + last.slice(0, 4),
      words.join('').slice(0, 6),
    ];
    const free = tries.find((text) => text.length >= 3 && !taken.has(text));
    if (free === undefined) throw new Error(`no letters left for ${name}`);
    taken.add(free);
    letters.set(name, free);
  }
  return letters;
}

/** Capitals without diacritics; NFD does not take the bar off đ. */
function withoutMarks(name: string): string {
  return name.replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
}
