/** Names of communes where there is less room than they want, and as people type them. */

/** Where nothing else could be meant: "Xã Nam Cường" is "Nam Cường". */
export function bareName(name: string): string {
  return name.replace(/^(xã|phường|đặc khu)\s+(?=.)/iu, '');
}

/** In a narrow column or beside a line: X. Hưng Phú, P. Trần Lãm. */
export function shortName(name: string): string {
  return name
    .replace(/^Xã (?=.)/, 'X. ')
    .replace(/^Phường (?=.)/, 'P. ')
    .replace(/^Đặc khu (?=.)/, 'ĐK. ');
}

const SPELLED_OUT: Readonly<Record<string, string>> = {
  ...{ x: 'xa', p: 'phuong', dk: 'dac khu', tt: 'thi tran' },
  ...{ h: 'huyen', tx: 'thi xa', tp: 'thanh pho' },
};

/** Typed text, folded, with the word before a name in full: "x. hung phu" is "xa hung phu", "tp thai binh" is "thanh pho thai binh". */
export function spelledOut(folded: string): string {
  return folded.replace(/^(?:([xph])\. ?|(dk|tt|tx|tp)(?:\. ?| ))(?=.)/, (_, letter?: string, letters?: string) => {
    return `${SPELLED_OUT[letter ?? letters ?? ''] ?? ''} `;
  });
}

/** Whether a name of before 1 July 2025 is that of a district, which is no more, and not of a unit that went into a commune. */
export function isDistrict(name: string): boolean {
  return /^(huyện|thị xã|thành phố) /iu.test(name);
}
