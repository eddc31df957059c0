/** Who calls on the command line: whatever the shell says, the audit gets a name that deceives nobody. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { actorOf, callerOf, callerSchema } from '../../../server/cli/caller.ts';
import { MAX_ACTOR, personOnCommandLine } from '../../../server/contract/roles.ts';
import { accountWishSchema } from '../../../server/contract/accounts.ts';

const SSH = '203.0.113.9 50022 10.0.0.5 22';
const as = (uid: number | null, name: string) => ({ uid, name: () => name });
const NAMELESS = {
  uid: 1_000,
  name: () => {
    throw new Error('no such user');
  },
};

describe('who calls', () => {
  it('is who called sudo, for root or the account of the service, else the account that runs it', () => {
    expect(callerOf({ SUDO_USER: 'hoa' }, as(0, 'root')).person).toBe('hoa');
    expect(callerOf({}, as(0, 'root')).person).toBe('root');
    expect(callerOf({ SUDO_USER: '' }, as(0, 'root')).person).toBe('root');
    expect(callerOf({ SUDO_USER: 'binh' }, as(998, 'phu-song')).person).toBe('binh');
  });

  it('is known by a number where there is no name, and by nothing where there is neither', () => {
    expect(callerOf({}, NAMELESS).person).toBe('uid 1000');
    expect(callerOf({}, { ...NAMELESS, uid: null }).person).toBeNull();
    expect(callerOf({}, as(1_000, '\u200b')).person).toBeNull();
  });

  it.each([
    [' hoa\n', 'hoa'],
    ['hoa\r\n2026-11-27 admin key.created', 'hoa2026-11-27 admin key.created'],
    ['\u202Eaoh\u2066\u200B\u00AD\uFEFF', 'aoh'],
    ['h\u3164o\uFE0Fa\u2028\u2029\u0000\u001B', 'hoa'],
    ['Nguyễn Văn An'.normalize('NFD'), 'Nguyễn Văn An'],
    ['a'.repeat(10_000), 'a'.repeat(60)],
    [`${'a'.repeat(59)}😀`, 'a'.repeat(59)],
    [`${'\u200b'.repeat(100)}hoa`, 'hoa'],
    ['CORP\\hoa:x', 'CORP\\hoa:x'],
    ['\uD800', 'root'],
    [' \u200b\t ', 'root'],
  ])('%j is written down as %j', (given, person) => {
    expect(callerOf({ SUDO_USER: given }, as(0, 'root')).person).toBe(person);
  });
});

describe('from where', () => {
  it.each([
    [SSH, '203.0.113.9'],
    ['2001:db8::7 50022 2001:db8::1 22', '2001:db8::7'],
    ['fe80::1%eth0 50022 fe80::2%eth0 22', 'fe80::1%eth0'],
    [`fe80::1%${'a'.repeat(10_000)} 1 ::1 22`, null],
    ['10.0.0.7\n10.0.0.8 1 2 3', null],
    ['10.0.0.07 1 10.0.0.5 22', null],
    ['my.desk 1 10.0.0.5 22', null],
    [' 10.0.0.7', null],
    ['UNKNOWN', null],
    ['', null],
  ])('%j is %j', (given, address) => {
    expect(callerOf({ SSH_CONNECTION: given }, as(1_000, 'hoa')).address).toBe(address);
  });

  it('is this machine where nobody came from elsewhere', () => {
    expect(callerOf({}, as(1_000, 'hoa'))).toEqual({ person: 'hoa', address: null });
  });
});

describe('in the audit', () => {
  it('it is a person on the command line, or the command line', () => {
    expect(actorOf({ person: 'hoa', address: '10.0.0.7' })).toEqual({ name: 'cli:hoa', address: '10.0.0.7' });
    expect(actorOf({ person: null, address: '10.0.0.7' })).toEqual({ name: 'cli', address: '10.0.0.7' });
    expect(actorOf()).toEqual({ name: 'cli', address: null });
  });

  it('no account’s name looks like it', () => {
    const wish = (name: string) => accountWishSchema.safeParse({ name, fullName: 'x', role: 'viewer' }).success;
    expect([wish('cli.hoa'), wish('cli:hoa'), wish('cli:')]).toEqual([true, false, false]);
  });

  test('whatever is said, it is short, visible, and the same read again', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 200 }));
    fc.assert(
      fc.property(anything, anything, (person, address) => {
        const caller = callerOf({ SUDO_USER: person, SSH_CONNECTION: address }, as(0, '\u0000'));
        const actor = actorOf(callerSchema.parse({ person, address }));
        expect(actor).toEqual(actorOf(caller));
        expect(actor.name.length).toBeLessThanOrEqual(MAX_ACTOR);
        expect(actor.name).toMatch(/^cli(:[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+)?$/u);
        expect(personOnCommandLine(actor.name)).toBe(caller.person);
      }),
    );
  });
});
