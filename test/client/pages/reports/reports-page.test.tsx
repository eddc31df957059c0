// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addTexts } from '../../../../client/ui/add-texts.ts';
import { answers } from '../../../../client/model/answers.ts';
import { useLive } from '../../../../client/model/live.ts';
import { ReportsPage } from '../../../../client/pages/reports/reports-page.tsx';
import { texts } from '../../../../client/pages/reports/texts.ts';
import { startTexts } from '../../../../client/app/i18n.ts';
import type { ReportBody, ReportRequest, ScheduleBody } from '../../../../server/contract/reports.ts';
import { OPERATORS } from '../../../../server/contract/terms.ts';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { renderPage, windowOf } from '../../../support/render.tsx';

const FULL = { days: 31, daysWithData: 31, operators: 5, operatorsWithData: 5, missing: [] };
const issuer = {
  ...{ parent: 'UBND TỈNH HƯNG YÊN', body: 'SỞ KHOA HỌC VÀ CÔNG NGHỆ', number: '', place: 'Hưng Yên', addressee: '' },
  ...{ signerTitle: 'GIÁM ĐỐC', signerName: '', recipients: ['Như trên'] },
};
const REQUEST: ReportRequest = {
  ...{
    template: 'coverage',
    from: '2026-10-01',
    to: '2026-10-31',
    communes: [],
    technologies: ['4G'],
    operators: ['VTL'],
  },
  ...{ threshold: 97, sections: ['summary'], format: 'docx' },
};

function reportOf(patch: Partial<ReportBody>): ReportBody {
  return {
    ...{ id: 'r1', title: 'Vùng phủ tháng 10', state: 'ready', progress: 1, error: null, request: REQUEST },
    ...{
      createdAt: '2026-11-18T07:26:00Z',
      finishedAt: '2026-11-18T07:26:04Z',
      fileName: 'vung-phu.docx',
      bytes: 310_000,
    },
    ...{ sha256: 'ab12', modelSha256: 'cd34', pages: 6, completeness: FULL, scheduleId: null, late: false },
    ...{ mail: 'none', mailError: null },
    ...patch,
  };
}

const SCHEDULE: ScheduleBody = {
  ...{ id: 's1', name: 'Báo cáo tháng gửi UBND tỉnh', cron: '30 7 5 * *', period: 'previous-month', enabled: true },
  ...{ formats: ['docx', 'pdf'], mailTo: ['a@example.vn'], order: REQUEST, createdAt: '2026-10-01T00:00:00Z' },
  ...{ lastRunAt: null, lastError: 'not_saved', nextRunAt: '2026-12-05T00:30:00Z' },
  ...{ mailError: 'mailbox unknown', mailAgainAt: null },
};

/** A server in a few lines: what it was asked, and what it holds. */
class Server {
  reports: ReportBody[] = [];
  schedules: ScheduleBody[] = [];
  mail = false;
  asked: { method: string; path: string; body: unknown }[] = [];
  /** Answers instead, when it has something to say. */
  other: (method: string, path: string) => Response | Promise<Response> | null = () => null;

  readonly fetch = async (input: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? 'GET';
    const path = input.replace('/api/v1/', '');
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    if (method !== 'GET' || path.includes('.pdf')) this.asked.push({ method, path, body });
    const other = await this.other(method, path);
    if (init.signal?.aborted === true) throw new DOMException('aborted', 'AbortError');
    if (other !== null) return other;
    if (path.includes('.pdf')) {
      const headers = { 'X-Report-Pages': '6', 'X-Report-Completeness': JSON.stringify(FULL) };
      return new Response('%PDF', { headers });
    }
    if (path === 'reports/settings') return Response.json({ issuer, mail: this.mail });
    if (path === 'schedules') return Response.json({ items: this.schedules });
    if (method === 'POST' && path === 'reports') {
      const ordered = reportOf({ id: 'new', title: '', state: 'making', progress: 0.45, bytes: null });
      this.reports = [{ ...ordered, request: body as ReportRequest }, ...this.reports];
      return Response.json(this.reports[0], { status: 202 });
    }
    if (method !== 'GET') return new Response(null, { status: 204 });
    return Response.json({ items: this.reports });
  };
}

let server: Server;

beforeEach(() => {
  windowOf(1440);
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
  URL.createObjectURL = () => 'blob:made';
  URL.revokeObjectURL = () => undefined;
});
afterEach(() => {
  cleanup();
  answers.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(path = '/bao-cao'): Promise<void> {
  await startTexts('vi');
  addTexts('reports', texts);
  await renderPage(<ReportsPage />, tinySnapshot(), path);
}

const button = (name: string | RegExp): HTMLElement => screen.getByRole('button', { name });

/** What the button that makes a report says is to be mended first; null: nothing. */
function whyNot(): string | null {
  const make = button('Tạo DOCX');
  if (make.getAttribute('aria-disabled') !== 'true') return null;
  const told = document.getElementById(make.getAttribute('aria-describedby') ?? '')?.textContent ?? '';
  expect(make.title).toBe(told);
  return told;
}

describe('the page of reports', () => {
  it('previews what would be made, and says that nothing is missing', async () => {
    await open('/bao-cao?nguong=95');
    await screen.findByText('Đủ số liệu 31/31 ngày, 5/5 nhà mạng', undefined, { timeout: 5_000 });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]?.path).toMatch(/^reports\/coverage\.pdf\?from=2026-10-01&to=2026-10-31&.*threshold=95/);
    // This browser shows no PDF.
    expect(screen.getByRole('link', { name: 'Mở PDF ở thẻ mới' }).getAttribute('href')).toBe('blob:made');
  });

  it('names what is missing before it is made', async () => {
    const missing = [{ operator: 'MBF', days: 2, dates: ['2026-10-14', '2026-10-15'] }];
    const headers = { 'X-Report-Completeness': JSON.stringify({ ...FULL, missing }) };
    server.other = (_, path) => (path.includes('.pdf') ? new Response('%PDF', { headers }) : null);
    await open();
    await screen.findByText('Thiếu số liệu MobiFone ngày 14/10, 15/10. Báo cáo ghi rõ phần thiếu.', undefined, {
      timeout: 5_000,
    });
  });

  it('says why there is no preview, and tries again', async () => {
    const refusal = { error: { code: 'internal', message: 'x' } };
    server.other = (_, path) => (path.includes('.pdf') ? Response.json(refusal, { status: 500 }) : null);
    await open();
    const failure = await screen.findByText(/^Máy chủ trả lỗi 500 lúc 14:32: lỗi bên trong máy chủ/, undefined, {
      timeout: 5_000,
    });
    server.other = () => null;
    fireEvent.click(within(failure.closest('div')!).getByRole('button', { name: 'Thử lại' }));
    await screen.findByText(/^Đủ số liệu/, undefined, { timeout: 5_000 });
  });

  it('says so too when the refusal is no JSON, as of a proxy', async () => {
    server.other = (_, path) => (path.includes('.pdf') ? new Response('<html>', { status: 502 }) : null);
    await open();
    await screen.findByText(/^Máy chủ trả lỗi 502 lúc 14:32/, undefined, { timeout: 5_000 });
  });

  it('stops a preview that takes too long', async () => {
    server.other = (_, path) => (path.includes('.pdf') ? new Promise<Response>(() => undefined) : null);
    await open();
    await waitFor(() => expect(server.asked).toHaveLength(1), { timeout: 5_000 });
    fireEvent.click(button('Dừng'));
    screen.getByText('Đã dừng dựng bản xem trước');
    server.other = () => null;
    fireEvent.click(button('Dựng lại'));
    await screen.findByText(/^Đủ số liệu/, undefined, { timeout: 5_000 });
  });

  it('makes the report, shows how far it is, and hands it over', async () => {
    const downloads: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      downloads.push(this.getAttribute('href') ?? '');
    });
    await open('/bao-cao?dang=xlsx&nm=VTL');
    fireEvent.click(button('Tạo XLSX'));
    await screen.findByText(/^Đang tạo XLSX, 45\s%$/);
    expect(server.asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
      ...{ template: 'coverage', format: 'xlsx', operators: ['VTL'], from: '2026-10-01', to: '2026-10-31' },
    });
    server.reports = [reportOf({ id: 'new', fileName: 'vung-phu.xlsx' })];
    await screen.findByText(/^Đã tạo vung-phu.xlsx, 310\skB\. Tệp đang được tải về\.$/, undefined, { timeout: 5_000 });
    expect(downloads).toEqual(['/api/v1/reports/new/file']);
  });

  it('cancels what is being made', async () => {
    await open();
    fireEvent.click(button('Tạo DOCX'));
    fireEvent.click(await screen.findByRole('button', { name: 'Huỷ tạo' }));
    await waitFor(() => {
      expect(server.asked).toContainEqual({ method: 'DELETE', path: 'reports/new', body: null });
    });
    server.reports = [reportOf({ id: 'new', state: 'cancelled' })];
    await screen.findByText('Đã huỷ tạo DOCX', undefined, { timeout: 5_000 });
  });

  it.each([500, 404])('says when it could not be cancelled (%i), unless it was over already', async (status) => {
    server.other = (method) => (method === 'DELETE' ? Response.json({}, { status }) : null);
    await open();
    fireEvent.click(button('Tạo DOCX'));
    fireEvent.click(await screen.findByRole('button', { name: 'Huỷ tạo' }));
    await waitFor(() => {
      expect(server.asked.some(({ method }) => method === 'DELETE')).toBe(true);
    });
    if (status === 500) await screen.findByText('Chưa huỷ được, hãy thử lại.');
    else expect(screen.queryByText('Chưa huỷ được, hãy thử lại.')).toBeNull();
  });

  it('holds the choices in the URL', async () => {
    await open();
    fireEvent.click(button('3G'));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Kiến nghị' }));
    fireEvent.change(screen.getByLabelText('Mẫu báo cáo'), { target: { value: 'outages' } });
    expect(window.location.search).toBe('?mau=suco&cn=4G,2G');
    expect(screen.getByRole('checkbox', { name: 'Kiến nghị' })).toHaveProperty('checked', true);
    act(() => {
      window.history.back();
    });
    await waitFor(() => expect(window.location.search).toBe('?cn=4G,2G&bo=kiennghi'));
    await waitFor(() => {
      expect(screen.getByRole('checkbox', { name: 'Kiến nghị' })).toHaveProperty('checked', false);
    });
  });

  it('needs a commune for the sheet of one', async () => {
    await open('/bao-cao?mau=phieuxa');
    expect(whyNot()).toBe('Chọn một xã, phường trước');
    fireEvent.click(button('Tạo DOCX'));
    expect(server.asked.filter(({ method }) => method === 'POST')).toEqual([]);
    screen.getByText('Chọn một xã, phường để xem trước');
    fireEvent.click(button(/^Phạm vi/));
    fireEvent.click(screen.getAllByRole('radio')[0]!);
    expect(whyNot()).toBeNull();
  });

  it.each(['150', '-1', ''])('a threshold of “%s” is told at its field, and nothing is made of it', async (text) => {
    await open();
    const field = screen.getByLabelText<HTMLInputElement>('Ngưỡng liệt kê xã (% dân số được phủ sóng)');
    fireEvent.change(field, { target: { value: text } });
    fireEvent.blur(field);
    expect(field.value).toBe(text);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    const described = document.getElementById(field.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe('Ngưỡng phải là số từ 0 đến 100');
    expect(whyNot()).toBe('Ngưỡng phải là số từ 0 đến 100');
    for (const deed of [button('Tạo DOCX'), button('Đặt lịch gửi')]) {
      fireEvent.click(deed);
      expect(document.activeElement).toBe(field);
    }
    expect(server.asked.filter(({ method }) => method === 'POST')).toEqual([]);
    expect(screen.queryByRole('dialog')).toBeNull();
    fireEvent.change(field, { target: { value: '92.5' } });
    fireEvent.blur(field);
    expect(whyNot()).toBeNull();
    expect(window.location.search).toBe('?nguong=92.5');
    fireEvent.click(button('Tạo DOCX'));
    await waitFor(() => {
      expect(server.asked.find(({ method }) => method === 'POST')?.body).toMatchObject({ threshold: 92.5 });
    });
  });

  it('says that the server answers again after it could not be reached, and tries again', async () => {
    await open();
    server.other = (method) => {
      if (method === 'POST') throw new TypeError('Failed to fetch');
      return null;
    };
    fireEvent.click(button('Tạo DOCX'));
    await screen.findByText('Chưa tạo được DOCX: không liên lạc được máy chủ');
    vi.setSystemTime(FAKE_AT + 20_000);
    await act(() => answers.invalidateQueries({ queryKey: ['reports'] }));
    const back = await screen.findByText('Đã liên lạc lại được máy chủ. DOCX chưa được tạo.');
    expect(screen.queryByText(/không liên lạc được máy chủ/)).toBeNull();
    server.other = () => null;
    fireEvent.click(within(back.closest('div')!).getByRole('button', { name: 'Thử lại' }));
    await screen.findByText(/^Đang tạo DOCX/);
  });

  it('names what was made in a few words, and in full where there is room', async () => {
    const official = 'Báo cáo tình hình vùng phủ sóng di động và hạ tầng cáp quang trên địa bàn tỉnh Hưng Yên';
    const week = { from: '2026-11-09', to: '2026-11-15' };
    server.reports = [
      reportOf({ title: official }),
      reportOf({ id: 'r2', request: { ...REQUEST, template: 'outages', ...week } }),
      reportOf({ id: 'r3', request: { ...REQUEST, from: '2025-10-01', to: '2025-12-31', communes: ['1', '2'] } }),
      reportOf({ id: 'r4', request: { ...REQUEST, template: 'bulletin', from: '2026-11-18', to: '2026-11-18' } }),
      reportOf({ id: 'r5', request: { ...REQUEST, template: 'commune', communes: ['12001'] } }),
    ];
    await open();
    const rows = await screen.findAllByRole('button', { name: /^Chi tiết/ });
    expect(rows.map((row) => row.textContent)).toEqual([
      'BC vùng phủ tháng 10',
      'Sự cố tuần 46',
      'BC vùng phủ quý 4/2025, 2 xã',
      'Bản tin 18/11',
      expect.stringMatching(/^Phiếu (Xã|Phường) .* tháng 10$/),
    ]);
    const [first] = rows;
    expect(first?.title).toBe(official);
    expect(first?.getAttribute('aria-label')).toBe(`Chi tiết BC vùng phủ tháng 10: ${official}`);
    fireEvent.click(first!);
    expect(screen.getByText('Tên báo cáo').nextElementSibling?.textContent).toBe(official);
  });

  it('says by what the communes of an export were chosen, in the list and in its details', async () => {
    const all = { technologies: ['2G', '3G', '4G'], operators: [...OPERATORS] } satisfies Partial<ReportRequest>;
    server.reports = [
      reportOf({ request: { ...REQUEST, ...all, technology: '4G', measure: 'people' } }),
      reportOf({
        id: 'r2',
        request: {
          ...{ ...REQUEST, ...all, operators: ['VNP'], technology: '2G', measure: 'area', below: 99.5 },
          ...{ situations: ['single-path', 'cut', 'outage'], search: 'dong tien' },
        },
      }),
      reportOf({ id: 'r3', request: { ...REQUEST, ...all, technology: '3G' } }),
    ];
    await open();
    const rows = (await screen.findAllByRole('button', { name: /^Chi tiết/ })).map((row) => row.closest('li')!);
    const filters =
      'VinaPhone; cáp một tuyến hoặc cáp đang đứt; đang mất; 2G VinaPhone, diện tích dưới 99,5%; tìm “dong tien”';
    // Before the line that says when it was made.
    const told = rows.map((row) => [...row.querySelectorAll('p')].slice(0, -1).map((line) => line.textContent));
    expect(told).toEqual([[], [filters], ['lớp so sánh 3G']]);
    fireEvent.click(within(rows[1]!).getByRole('button', { name: /^Chi tiết/ }));
    expect(screen.getByText('Bộ lọc').nextElementSibling?.textContent).toBe(filters);
  });

  it('offers today for a bulletin', async () => {
    await open();
    fireEvent.change(screen.getByRole('combobox', { name: 'Mẫu báo cáo' }), { target: { value: 'bulletin' } });
    expect(window.location.search).toBe('?mau=bantin');
    expect(screen.getByLabelText<HTMLInputElement>('Từ ngày').value).toBe('18/11/2026');
    expect(screen.getByLabelText<HTMLInputElement>('Đến ngày').value).toBe('18/11/2026');
  });

  it('writes and reads days as people here do', async () => {
    await open('/bao-cao?ky=tuychon&tu=2026-11-02&den=2026-11-09');
    const [from, to] = ['Từ ngày', 'Đến ngày'].map((label) => screen.getByLabelText<HTMLInputElement>(label));
    expect([from!.type, from!.value, to!.value]).toEqual(['text', '02/11/2026', '09/11/2026']);
    const write = (field: HTMLInputElement, text: string): void => {
      fireEvent.change(field, { target: { value: text } });
      fireEvent.blur(field);
    };
    write(from!, '3.11.2026');
    expect(window.location.search).toBe('?ky=tuychon&tu=2026-11-03&den=2026-11-09');
    expect(screen.getByLabelText<HTMLInputElement>('Từ ngày').value).toBe('03/11/2026');
    // The other end gives way.
    write(screen.getByLabelText('Đến ngày'), '01/11/2026');
    expect(window.location.search).toBe('?ky=tuychon&tu=2026-11-01&den=2026-11-01');
    for (const text of ['31/02/2026', '11/27/2026', '19/11/2026']) {
      write(screen.getByLabelText('Từ ngày'), text);
      screen.getByText('Ngày ghi như 18/11/2026, không sau hôm nay. Báo cáo vẫn lấy 01/11/2026.');
    }
    expect(window.location.search).toBe('?ky=tuychon&tu=2026-11-01&den=2026-11-01');
  });

  it('lists what was made: ready, failed with its reason, incomplete by name', async () => {
    const missing = [{ operator: 'MBF' as const, days: 31, dates: [] }];
    server.reports = [
      reportOf({}),
      reportOf({ id: 'r2', title: 'Hỏng', state: 'failed', error: 'not_saved' }),
      reportOf({ id: 'r3', title: 'Thiếu', completeness: { ...FULL, missing }, late: true, scheduleId: 's1' }),
    ];
    await open();
    const link = await screen.findByRole('link', { name: 'Tải Vùng phủ tháng 10' });
    expect(link.getAttribute('href')).toBe('/api/v1/reports/r1/file');
    screen.getByText('Chưa tạo được: máy chủ chưa ghi được xuống đĩa');
    screen.getByText('Thiếu số liệu MobiFone cả kỳ');
    screen.getByText('chạy bù');
    fireEvent.click(button(/^Chi tiết BC vùng phủ tháng 10: Vùng phủ tháng 10/));
    screen.getByText('ab12');
    screen.getByText('cd34');
  });

  it('takes a removal back within ten seconds, and carries it out when the page is left', async () => {
    server.reports = [reportOf({})];
    await open();
    fireEvent.click(await screen.findByRole('button', { name: /^Chi tiết BC vùng phủ tháng 10: Vùng phủ tháng 10/ }));
    fireEvent.click(button('Xoá Vùng phủ tháng 10'));
    screen.getByText('Chưa có báo cáo nào');
    fireEvent.click(button('Hoàn tác (10 giây)'));
    fireEvent.click(button(/^Chi tiết BC vùng phủ tháng 10: Vùng phủ tháng 10/));
    fireEvent.click(button('Xoá Vùng phủ tháng 10'));
    expect(server.asked.filter(({ method }) => method === 'DELETE')).toEqual([]);
    cleanup();
    expect(server.asked).toContainEqual({ method: 'DELETE', path: 'reports/r1', body: null });
  });

  it('shows schedules in words, their failures, and that mail is not configured', async () => {
    server.schedules = [SCHEDULE];
    await open();
    await screen.findByText('Ngày 05 hằng tháng, 07:30');
    screen.getByText('Lần tới 05/12/2026 07:30, DOCX, PDF, gửi 1 địa chỉ');
    screen.getByText('Lần trước lỗi: máy chủ chưa ghi được xuống đĩa');
    screen.getByText('Chưa gửi được thư: mailbox unknown · không tự thử lại nữa');
    screen.getByText(/^Máy chủ chưa cấu hình thư/);
    fireEvent.click(screen.getByRole('switch', { name: `Bật lịch ${SCHEDULE.name}` }));
    await waitFor(() => {
      expect(server.asked).toContainEqual({ method: 'PATCH', path: 'schedules/s1', body: { enabled: false } });
    });
  });

  it('shows without a click that a mail waits, is tried again, or was given up', async () => {
    server.mail = true;
    server.schedules = [{ ...SCHEDULE, mailError: 'connect ECONNREFUSED', mailAgainAt: '2026-11-18T07:31:00Z' }];
    const trouble = { mailError: 'connect ECONNREFUSED' };
    server.reports = [
      reportOf({ id: 'r1', scheduleId: 's1', mail: 'waiting' }),
      reportOf({ id: 'r2', scheduleId: 's1', mail: 'waiting', ...trouble }),
      reportOf({ id: 'r3', scheduleId: 's1', mail: 'failed', ...trouble }),
      reportOf({ id: 'r4', scheduleId: 's1', mail: 'sent' }),
    ];
    await open();
    await screen.findByText('Chưa gửi được thư: connect ECONNREFUSED · sẽ thử lại lúc 14:31');
    const rows = screen
      .getAllByRole('button', { name: /^Chi tiết BC vùng phủ tháng 10: Vùng phủ tháng 10/ })
      .map((one) => one.closest('li'));
    expect(rows.map((row) => row?.textContent.split('theo lịch').at(-1))).toEqual([
      ...['thư chờ gửi', 'chưa gửi được thư, sẽ thử lại', 'chưa gửi được thư', ''],
    ]);
  });

  it('adds a schedule of what is chosen, and says what is wrong with it first', async () => {
    await open('/bao-cao?mau=suco&nm=VTL');
    fireEvent.click(button('Đặt lịch gửi'));
    const dialog = await screen.findByRole('dialog');
    fireEvent.change(within(dialog).getByLabelText(/^Gửi tới/), { target: { value: 'sai' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Lưu lịch' }));
    within(dialog).getByText('Địa chỉ thư không đúng: sai');
    fireEvent.change(within(dialog).getByLabelText(/^Gửi tới/), { target: { value: 'a@example.vn' } });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Lưu lịch' }));
    await waitFor(() => {
      expect(server.asked.find(({ path }) => path === 'schedules')?.body).toMatchObject({
        ...{ name: 'Sự cố và gián đoạn', cron: '0 7 * * 1', period: 'previous-week', mailTo: ['a@example.vn'] },
        order: { template: 'outages', operators: ['VTL'] },
      });
    });
  });

  it('keeps the choices but makes nothing while the server is away', async () => {
    await open('/bao-cao?nm=VTL');
    act(() => {
      useLive.setState(({ connection }) => ({ connection: { ...connection, state: 'lost' } }));
    });
    screen.getByText(/^Mất kết nối máy chủ/);
    expect(button('Tạo DOCX')).toHaveProperty('disabled', true);
    screen.getByText('Viettel');
  });
});
