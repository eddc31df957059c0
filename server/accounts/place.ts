/** Where a request comes from, as far as guessing is counted: an IPv6 network of 64 bits is one place, since one machine has all of it. */
import { isIP } from 'node:net';

const GROUPS = 8;
const OF_NETWORK = 4;

/** `10.0.0.1` and `::ffff:10.0.0.1` → `10.0.0.1`; `2001:db8:1:1::45` → `2001:db8:1:1::/64`; what is no address stays. */
export function placeOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff';
  return isMapped ? dotted(groups.slice(6)) : `${groups.slice(0, OF_NETWORK).join(':')}::/64`;
}

/** Eight numbers in hex, without the zone. */
function groupsOf(address: string): string[] {
  const [plain = ''] = address.split('%');
  const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
  const numbers = (text = '') => (text === '' ? [] : text.split(':'));
  if (tail === undefined) return numbers(head);
  const missing = GROUPS - numbers(head).length - numbers(tail).length;
  return [...numbers(head), ...new Array<string>(missing).fill('0'), ...numbers(tail)];
}

function dotted(groups: readonly string[]): string {
  const pair = (group: string) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff];
  return groups.flatMap(pair).join('.');
}
