/** A commune's name where there is less room than it wants. */

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
