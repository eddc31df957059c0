// @vitest-environment jsdom
/** No line of the audit speaks the machine's language. */
import { act, cleanup, screen } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTexts } from '../../../../client/app/i18n.ts';
import { AuditTable } from '../../../../client/pages/settings/audit/audit-table.tsx';
import { texts } from '../../../../client/pages/settings/texts.ts';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import type { AuditBody } from '../../../../server/contract/accounts.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const ID = '1c6f0000-2e80-4ef9-93a6-2dc032f31fd0';
const SCHEDULE = {
  ...{ name: 'Bản tin sáng', cron: '0 7 * * *', period: 'previous-day', formats: ['pdf', 'csv'], mailTo: [] },
  ...{
    enabled: true,
    order: { template: 'bulletin', communes: [], operators: ['VTL'], technologies: ['2G', '3G', '4G'] },
  },
};
const SCOPE = { operators: ['VTL'], communes: null };

beforeEach(async () => {
  windowOf(1440);
  await startTexts('vi');
  addTexts('settings', texts);
});
afterEach(cleanup);

async function told(patch: Partial<AuditBody>): Promise<{ vi: string; en: string }> {
  const line: AuditBody = {
    ...{ id: 1, at: new Date(FAKE_AT).toISOString(), actor: 'admin', action: 'schedule.created', target: ID },
    ...{ address: '10.0.0.1', before: null, after: null, hash: 'x' },
    ...patch,
  };
  await renderPage(<AuditTable lines={[line]} />, tinySnapshot());
  addTexts('settings', texts);
  const read = () => screen.getAllByRole('row')[1]?.textContent ?? '';
  const vi = read();
  await act(() => i18next.changeLanguage('en'));
  const words = { vi, en: read() };
  for (const text of Object.values(words)) expect(text).not.toMatch(/[{}[\]"]|null|previous-|mailError|_sign_in/);
  return words;
}

describe('a line of the audit', () => {
  it('names a schedule and what it orders', async () => {
    const { vi, en } = await told({ after: SCHEDULE });
    for (const part of [`Bản tin sáng${ID}`, 'kỳ ngày trước đó', 'xã, phường tất cả', 'nhà mạng Viettel', 'PDF, CSV']) {
      expect(vi).toContain(part);
    }
    expect(vi).toContain('mẫu bản tin thiên tai');
    expect(vi).toContain('gửi tới không có');
    for (const part of ['period the day before', 'communes all', 'operators Viettel', 'template disaster bulletin']) {
      expect(en).toContain(part);
    }
  });

  it('says of a change only what has changed', async () => {
    const before = { ...SCHEDULE, mailError: null, lastError: null };
    const after = { ...SCHEDULE, enabled: false, order: { ...SCHEDULE.order, operators: ['VTL', 'VNP'] } };
    const { vi } = await told({ action: 'schedule.changed', before, after });
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
    expect(vi).toMatch(/đang bật có.*không.*nhà mạng Viettel.*Viettel, VinaPhone/);
  });

  it('names reports besides their ids, those of a run too', async () => {
    const title = 'Báo cáo sự cố tháng 10 năm 2026';
    const cancelled = await told({
      ...{ action: 'report.cancelled', before: { title, state: 'waiting' }, after: { title, state: 'cancelled' } },
    });
    expect(cancelled.vi).toContain(`${title}${ID}`);
    expect(cancelled.vi).toMatch(/trạng thái đang chờ.*đã huỷ/);
    expect(cancelled.en).toMatch(/state waiting.*cancelled/);
    cleanup();
    const run = await told({
      action: 'schedule.run',
      after: { name: 'Tuần', reports: [{ id: ID, title, format: 'csv' }] },
    });
    expect(run.vi).toContain(`Tuần${ID}`);
    expect(run.vi).toContain(`báo cáo ${title} (CSV)`);
  });

  it('tells what an account sees, and what was imported', async () => {
    const account = await told({ action: 'account.created', target: 'an', after: { name: 'an', scope: SCOPE } });
    expect(account.vi).toContain('phạm vi nhà mạng: Viettel · xã: tất cả');
    expect(account.en).toContain('sees operators: Viettel · communes: all');
    cleanup();
    const first = await told({ action: 'account.created', target: 'admin', after: { name: 'admin', role: 'admin' } });
    expect(first.vi).toContain('vai trò quản trị viên');
    expect(first.vi).not.toContain('tên admin');
    cleanup();
    const imported = await told({
      ...{ actor: 'cli', address: null, action: 'inventory.imported', target: 'stations' },
      after: { file: 'tram.csv', added: { stations: 1_200 }, removedSample: { stations: 2_118, cells: 18_900 } },
    });
    expect(imported.vi).toContain('nhập danh mụcVớitrạm');
    expect(imported.vi).toContain('tệp tram.csvthêm 1.200 trạmbỏ của tỉnh mẫu 2.118 trạm · 18.900 cell');
    expect(imported.en).toContain('added 1,200 stations');
    cleanup();
    const rows = (name: string) => ({
      rows: Object.fromEntries(['V-1', 'V-2', 'V-3', 'V-4'].map((code) => [code, { name }])),
    });
    const renamed = await told({
      ...{ actor: 'cli', address: null, action: 'inventory.imported', target: 'stations' },
      ...{ before: rows('Cũ'), after: { file: 'ten.csv', updated: { stations: 4 }, ...rows('Mới') } },
    });
    expect(renamed.vi).toContain('V-1: tên Mới; V-2: tên Mới; V-3: tên Mới; và 1 dòng khác');
    expect(renamed.vi).toContain('V-1: tên Cũ');
    expect(renamed.en).toContain('V-3: name Mới; and 1 more rows');
  });

  it('names who it was on the command line, and from where', async () => {
    const line = { action: 'backup.made', target: 'a.db' } as const;
    const hoa = await told({ ...line, actor: 'cli:hoa', address: '10.0.0.7' });
    expect(hoa.vi).toMatch(/dòng lệnh · hoa.*10\.0\.0\.7/);
    expect(hoa.en).toContain('command line · hoa');
    cleanup();
    const old = await told({ ...line, actor: 'cli', address: null });
    expect(old.vi).toMatch(/Aidòng lệnhViệc.*máy này/);
    cleanup();
    const own = await told({ ...line, actor: 'server', address: null });
    expect(own.vi).toMatch(/Aimáy chủViệc.*máy này/);
    expect(own.en).toContain('the server');
    cleanup();
    expect((await told({ ...line, actor: 'cli.hoa' })).vi).toContain('Aicli.hoaViệc');
  });

  it('says why somebody was turned away, how often, and how an element stood', async () => {
    const locked = await told({
      ...{ actor: 'public', action: 'session.refused', target: '10.9.9.9' },
      after: { code: 'too_many_sign_ins', locked: 'address', names: ['an', 'binh'], tries: 969 },
    });
    expect(locked.vi).toContain(
      'lý do sai quá nhiều lần, tạm khoábị tạm khoá địa chỉtên đã thử an, binhsố lần thử thêm 969',
    );
    expect(locked.en).toContain('further tries 969');
    cleanup();
    const tried = await told({
      ...{ actor: 'public', action: 'session.refused', target: 'an' },
      after: { code: 'too_many_sign_ins', locked: 'account', addresses: ['10.0.0.7', '10.0.0.8'], addressCount: 2 },
    });
    expect(tried.vi).toContain('từ địa chỉ 10.0.0.7, 10.0.0.8số địa chỉ 2');
    expect(tried.en).toContain('from addresses 10.0.0.7, 10.0.0.8number of addresses 2');
    cleanup();
    const own = await told({
      ...{ actor: 'an', action: 'session.refused', target: 'an', after: { code: 'wrong_password' } },
    });
    expect(own.vi).toContain('sai mật khẩu hiện tại');
    cleanup();
    const set = await told({
      ...{ action: 'state.set', target: 'V-1', before: { state: 'stale', cause: null } },
      after: { station: 'V-1', state: 'down', cause: 'power', reason: 'gọi từ trạm' },
    });
    expect(set.vi).toMatch(/trạng thái dữ liệu cũ.*mất liên lạc.*nguyên nhân không có.*nguồn điện/);
  });
});
