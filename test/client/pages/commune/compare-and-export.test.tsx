// @vitest-environment jsdom
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FAKE_AT, tinySnapshot } from '../../../support/fake-snapshot.ts';
import { windowOf } from '../../../support/render.tsx';
import { coverageOf, createWorld, renderCommune, type World } from './commune-world.tsx';

let world: World;
/** Files handed to the browser. */
let saved: { name: string; file: Blob }[];

beforeEach(() => {
  windowOf(1440);
  vi.useFakeTimers({ now: FAKE_AT, toFake: ['Date'] });
  world = createWorld();
  saved = [];
  const files = new Map<string, Blob>();
  URL.createObjectURL = (file: Blob) => {
    const url = `blob:${files.size}`;
    files.set(url, file);
    return url;
  };
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push({ name: this.download, file: files.get(this.href)! });
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const section = (name: string): HTMLElement => screen.getByRole('region', { name });

describe('trend', () => {
  it('has the same months as a table', async () => {
    await renderCommune(tinySnapshot());
    const part = section('Xu hướng 12 tháng');
    fireEvent.click(within(part).getByRole('button', { name: 'Bảng' }));
    const rows = await within(part).findAllByRole('row');
    expect(rows.map((row) => row.textContent)).toHaveLength(13);
    expect(rows[0]!.textContent).toBe('Tháng2G3G4G');
    expect(rows[1]!.textContent).toBe('12/25–95,086,0');
    expect(rows[12]!.textContent).toBe('11/26 tới nay99,095,097,0');
    expect(world.asked).toContain(
      'coverage?from=2025-11-30T17:00:00.000Z&to=2026-11-30T17:00:00.000Z&layer=all&commune=12001&bucket=month',
    );
  });

  it('can be taken along as numbers', async () => {
    await renderCommune(tinySnapshot());
    fireEvent.click(await screen.findByRole('button', { name: 'Tải số liệu (CSV)' }));
    expect(saved.map(({ name }) => name)).toEqual(['xu-huong-12001.csv']);
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await saved[0]!.file.arrayBuffer());
    expect(text.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFTháng;2G (% dân số);3G (% dân số);4G (% dân số)',
      '2025-12;;95,0;86,0',
    ]);
  });

  it('says when no month has figures', async () => {
    world.answer('coverage', { ...coverageOf('12001', 12), communes: [] });
    await renderCommune(tinySnapshot());
    expect(await screen.findByText('Chưa có tháng nào có số liệu')).toBeTruthy();
  });
});

describe('comparing', () => {
  it('finds a commune without diacritics and holds it in the address', async () => {
    await renderCommune(tinySnapshot(), '/vung-phu/12001?cn=3G');
    fireEvent.click(screen.getByRole('combobox', { name: 'So sánh xã' }));
    const dialog = await screen.findByRole('dialog', { name: 'So sánh với xã, phường' });
    const input = within(dialog).getByRole('combobox');
    // The page's own commune is not offered, by no name of it.
    fireEvent.change(input, { target: { value: 'quang vinh' } });
    expect(await within(dialog).findByText('Không có xã nào tên “quang vinh”')).toBeTruthy();
    fireEvent.change(input, { target: { value: 'thuy anh' } });
    fireEvent.click(await within(dialog).findByRole('option', { name: /Xã Thụy Anh/ }));
    await waitFor(() => {
      expect(window.location.search).toBe('?cn=3G&so=12002');
    });
  });

  it('puts the other one’s line under every figure, and ends on demand', async () => {
    await renderCommune(tinySnapshot(), '/vung-phu/12001?so=12002');
    const keys = section('Chỉ số chính');
    const values = within(keys).getAllByRole('definition');
    expect(values).toHaveLength(12);
    expect(values[4]!.textContent).toBe('10.000');
    expect(values[10]!.textContent).toBe('20.000');
    expect(within(keys).getByRole('link', { name: 'Xã Thụy Anh' }).getAttribute('href')).toBe('/vung-phu/12002');
    const operators = section('Phủ sóng theo nhà mạng');
    expect(within(operators).getAllByRole('row')[1]!.textContent).toBe('Mọi nhà mạng98,098,098,098,098,098,0');
    expect(operators.textContent).toContain('Dòng dưới: Xã Thụy Anh.');
    fireEvent.click(within(section('Xu hướng 12 tháng')).getByRole('button', { name: 'Bảng' }));
    await waitFor(() => {
      expect(within(section('Xu hướng 12 tháng')).getAllByRole('row')[0]!.textContent).toBe(
        'Tháng2G3G4GX. Thụy Anh 4G',
      );
    });
    fireEvent.click(screen.getByRole('button', { name: 'Thôi so sánh với Xã Thụy Anh' }));
    expect(window.location.search).toBe('');
    expect(within(section('Chỉ số chính')).getAllByRole('definition')).toHaveLength(6);
  });

  it('says so when the other one’s figures do not come, and asks again', async () => {
    world.answerWith('coverage', (path) => (path.includes('commune=12002') ? 500 : coverageOf('12001', 12)));
    await renderCommune(tinySnapshot(), '/vung-phu/12001?so=12002');
    const trend = section('Xu hướng 12 tháng');
    await within(trend).findByText('Chưa tải được xu hướng 12 tháng của Xã Thụy Anh.');
    fireEvent.click(screen.getByRole('button', { name: '30 ngày' }));
    const operators = section('Phủ sóng theo nhà mạng');
    await within(operators).findByText('Chưa tải được phủ sóng theo nhà mạng của Xã Thụy Anh.');
    world.answerWith('coverage', () => coverageOf('12002', 12));
    fireEvent.click(within(trend).getByRole('button', { name: 'Thử lại' }));
    await waitFor(() => {
      expect(within(trend).queryByText(/Chưa tải được/)).toBeNull();
    });
  });

  it('says that it does not know a code, and nothing of itself', async () => {
    await renderCommune(tinySnapshot(), '/vung-phu/12001?so=777');
    expect(screen.getByText('Không có xã, phường mã “777” để so sánh.')).toBeTruthy();
    cleanup();
    await renderCommune(tinySnapshot(), '/vung-phu/12001?so=12001');
    expect(screen.queryByText(/để so sánh/)).toBeNull();
    expect(within(section('Chỉ số chính')).getAllByRole('definition')).toHaveLength(6);
  });
});

describe('the sheet', () => {
  const choose = async (format: string): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name: 'Xuất phiếu xã' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: new RegExp(format) }));
  };

  it('is made of the last thirty days, kept, and handed over under the server’s name', async () => {
    world.desk.file = () =>
      new Response('x'.repeat(84_000), {
        headers: { 'content-disposition': `attachment; filename="x.docx"; filename*=UTF-8''phi%E1%BA%BFu.docx` },
      });
    await renderCommune(tinySnapshot());
    await choose('Word');
    const note = await screen.findByText(/^Đã tạo phiếu/);
    expect(note.textContent).toMatch(/^Đã tạo phiếu\.docx, 84\skB\. Bản lưu có ở trang Báo cáo\.$/);
    expect(world.desk.orders).toEqual([
      {
        template: 'commune',
        format: 'docx',
        from: '2026-10-20',
        to: '2026-11-18',
        communes: ['12001'],
        technology: '4G',
      },
    ]);
    expect(world.desk.handedOver).toEqual(['r1']);
    expect(saved.map(({ name, file }) => [name, file.size])).toEqual([['phiếu.docx', 84_000]]);
    fireEvent.click(screen.getByRole('button', { name: 'Đóng' }));
    expect(screen.queryByText(/Đã tạo/)).toBeNull();
  });

  it('says why it was not made, and tries again', async () => {
    world.desk.looks = [503];
    await renderCommune(tinySnapshot());
    await choose('Excel');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Chưa tạo được XLSX. Máy chủ trả lỗi 503 lúc 14:32.');
    expect(saved).toEqual([]);
    world.desk.looks = [{ state: 'ready' }];
    fireEvent.click(within(alert).getByRole('button', { name: 'Thử lại' }));
    expect(await screen.findByText(/^Đã tạo phieu-xa-12001\.xlsx, 4\sB\./)).toBeTruthy();
  });

  it('can be stopped', async () => {
    world.desk.looks = [{ state: 'making' }];
    await renderCommune(tinySnapshot());
    await choose('PDF');
    await screen.findByRole('progressbar');
    fireEvent.click(screen.getByRole('button', { name: 'Dừng' }));
    expect(screen.queryByText(/Đang tạo PDF/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Xuất phiếu xã' })).toBeTruthy();
    await waitFor(() => {
      expect(world.desk.cancelled).toEqual(['r1']);
    });
    expect(saved).toEqual([]);
  });
});
