import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { changesOf } from '../../../../client/pages/settings/audit/changes.ts';
import {
  EVERYTHING,
  auditQuery,
  readFilter,
  writeFilter,
  type AuditFilter,
} from '../../../../client/pages/settings/audit/filter.ts';
import { AUDIT_ACTIONS } from '../../../../server/contract/roles.ts';

describe('what has changed', () => {
  it('is what differs, by field', () => {
    expect(changesOf({ role: 'staff', name: 'a', tags: [1] }, { role: 'admin', name: 'a', tags: [1] })).toEqual([
      { key: 'role', from: 'staff', to: 'admin' },
    ]);
  });

  it('is all of what was made or removed', () => {
    expect(changesOf(null, { name: 'a', operator: null })).toEqual([
      { key: 'name', from: undefined, to: 'a' },
      { key: 'operator', from: undefined, to: null },
    ]);
    expect(changesOf({ name: 'a' }, null)).toEqual([{ key: 'name', from: 'a', to: undefined }]);
  });

  it('has a name where the value has none', () => {
    expect(changesOf(null, ['r1'])).toEqual([{ key: 'value', from: undefined, to: ['r1'] }]);
    expect(changesOf(null, null)).toEqual([]);
  });
});

describe('the filter of the audit', () => {
  const days = fc.constantFrom('', '2026-11-18', '2026-02-28');
  const filters: fc.Arbitrary<AuditFilter> = fc.record({
    actor: fc.constantFrom('', 'thu.ha', 'cli', `cli:${'h'.repeat(60)}`, 'a&b=c'),
    action: fc.constantFrom(null, ...AUDIT_ACTIONS),
    from: days,
    to: days,
  });

  test('is kept by the address of the page', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readFilter(new URLSearchParams(writeFilter(filter).toString()))).toEqual(filter);
      }),
    );
  });

  it('takes nothing from an address that means nothing', () => {
    expect(readFilter(new URLSearchParams('viec=x&tu=2026-02-30&den=hôm qua'))).toEqual(EVERYTHING);
    expect(auditQuery(EVERYTHING)).toBe('');
  });

  it('asks for whole days of the province', () => {
    const query = auditQuery({ ...EVERYTHING, actor: 'a b', from: '2026-11-18', to: '2026-11-18' });
    expect(query).toBe('&actor=a%20b&from=2026-11-17T17%3A00%3A00.000Z&to=2026-11-18T16%3A59%3A59.999Z');
  });
});
