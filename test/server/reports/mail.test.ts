import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ReportBody, ScheduleBody } from '../../../server/contract/reports.ts';
import { AppError } from '../../../server/errors.ts';
import { Mail, type MailOptions } from '../../../server/reports/mail.ts';
import { NO_TROUBLE, type MailTrouble } from '../../../server/reports/schedules.ts';
import { FakeTime } from '../../support/fake-time.ts';
import { smtpServer } from '../../support/smtp-server.ts';

const NOW = Date.parse('2026-12-05T00:30:00Z');

const SCHEDULE = {
  ...{ id: 's1', name: 'Báo cáo tháng gửi UBND tỉnh', mailTo: ['ubnd@example.vn', 'cuc@example.vn'] },
} as unknown as ScheduleBody;

function reportOf(patch: Partial<ReportBody>): ReportBody {
  return {
    ...{ id: 'r1', title: 'Tình hình vùng phủ', state: 'ready', progress: 1, error: null, late: false },
    ...{ createdAt: new Date(NOW).toISOString(), finishedAt: new Date(NOW).toISOString() },
    request: { template: 'coverage', from: '2026-11-01', to: '2026-11-30', format: 'docx' } as ReportBody['request'],
    ...{ fileName: 'vung-phu-20261101-20261130.docx', bytes: 4, sha256: 'ab', modelSha256: 'cd', pages: null },
    ...{ completeness: null, scheduleId: 's1', mail: 'waiting', mailError: null },
    ...patch,
  };
}

/** Bytes no text encoding would survive. */
const bytesOf = (id: string): Uint8Array =>
  Uint8Array.from({ length: 5_000 }, (_, index) => (index * 7 + id.length) & 255);

function mailOf(reports: ReportBody[], url: string | null, patch: Partial<MailOptions> = {}) {
  const time = new FakeTime(NOW);
  const errors: unknown[] = [];
  /** Told of schedules. */
  const noted: [string, MailTrouble][] = [];
  const reportBy = (id: string) => {
    const report = reports.find((one) => one.id === id);
    if (report === undefined) throw new AppError('not_found');
    return report;
  };
  const mail = new Mail({
    smtp: url === null ? null : { url, from: 'Phủ Sóng <bao-cao@example.vn>' },
    store: { transaction: (work) => work() },
    desk: {
      list: () => [...reports],
      report: reportBy,
      file: (id) => ({ report: reportBy(id), bytes: bytesOf(id) }),
      noteMail: (id, state, mailError) => {
        const index = reports.findIndex((one) => one.id === id);
        const report = reports[index];
        if (report !== undefined) reports[index] = { ...report, mail: state, mailError };
      },
    },
    schedule: () => SCHEDULE,
    noteSchedule: (id, trouble) => noted.push([id, trouble]),
    simulated: () => false,
    clock: time.clock,
    later: time.later,
    onError: (error) => errors.push(error),
    ...patch,
  });
  onTestFinished(() => {
    mail.stop();
  });
  return { mail, time, errors, noted };
}

/** Contents of a MIME message by file name, and its decoded headers. */
function attachmentsOf(source: string): Map<string, Buffer> {
  const boundary = /boundary="([^"]+)"/.exec(source)?.[1] ?? '';
  const found = new Map<string, Buffer>();
  for (const part of source.split(`--${boundary}`)) {
    const [head = '', ...body] = part.split('\r\n\r\n');
    const name = /filename="?([^"\r\n;]+)/.exec(head)?.[1];
    if (name !== undefined) found.set(name, Buffer.from(body.join(''), 'base64'));
  }
  return found;
}

function subjectOf(source: string): string {
  const line = /^Subject: ((?:.*\r\n[ \t])*.*)\r\n/m.exec(source)?.[1] ?? '';
  return line
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) => {
      if (kind.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString('latin1');
      return text
        .replaceAll('_', ' ')
        .replace(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    });
}

describe('mail', () => {
  it('is one a run, with every file as it was made', async () => {
    const { url, received } = await smtpServer();
    const reports = [
      reportOf({}),
      reportOf({
        id: 'r22',
        state: 'making',
        fileName: 'vung-phu-20261101-20261130.pdf',
        request: { ...reportOf({}).request, format: 'pdf' },
      }),
    ];
    const { mail } = mailOf(reports, url);
    mail.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toEqual([]);
    reports[1] = { ...reports[1]!, state: 'ready' };
    mail.look();
    mail.look();
    await vi.waitFor(() => {
      expect(reports.map((report) => report.mail)).toEqual(['sent', 'sent']);
    });
    expect(received).toHaveLength(1);
    const [one] = received;
    expect(one).toMatchObject({ from: 'bao-cao@example.vn', to: ['ubnd@example.vn', 'cuc@example.vn'] });
    const subject = Buffer.from(subjectOf(one!.source), 'latin1').toString();
    expect(subject).toContain('Báo cáo tháng gửi UBND tỉnh');
    const files = attachmentsOf(one!.source);
    expect([...files.keys()]).toEqual(['vung-phu-20261101-20261130.docx', 'vung-phu-20261101-20261130.pdf']);
    expect(Buffer.compare(files.get('vung-phu-20261101-20261130.docx')!, bytesOf('r1'))).toBe(0);
    expect(Buffer.compare(files.get('vung-phu-20261101-20261130.pdf')!, bytesOf('r22'))).toBe(0);
    mail.look();
    mail.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(received).toHaveLength(1);
  });

  it('says that the figures are simulated', async () => {
    const { url, received } = await smtpServer();
    const { mail } = mailOf([reportOf({})], url, { simulated: () => true });
    mail.start();
    await vi.waitFor(() => {
      expect(received).toHaveLength(1);
    });
    expect(Buffer.from(subjectOf(received[0]!.source), 'latin1').toString()).toMatch(/^\[Số liệu mô phỏng\] /);
  });

  it('gives the name and password of the address, whatever stands in them', async () => {
    const seen: unknown[] = [];
    const { url, received } = await smtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        seen.push(username, password);
        done(null, { user: username ?? '' });
      },
    });
    const { mail } = mailOf([reportOf({})], url.replace('//', '//bao%40cao:b%C3%AD%3Am%E1%BA%ADt%2F@'));
    mail.start();
    await vi.waitFor(() => {
      expect(received).toHaveLength(1);
    });
    expect(seen).toEqual(['bao@cao', 'bí:mật/']);
  });

  it('waits in the page where no mail is configured', () => {
    const reports = [reportOf({})];
    const { mail, time } = mailOf(reports, null);
    mail.start();
    expect(reports[0]).toMatchObject({ mail: 'waiting', mailError: null });
    expect(time.waits).toBe(0);
  });

  it('that the server refuses is not sent again, and says why', async () => {
    const { url } = await smtpServer({
      onRcptTo(_address, _session, done) {
        done(Object.assign(new Error('mailbox unknown'), { responseCode: 550 }));
      },
    });
    const reports = [reportOf({})];
    const { mail, time, errors } = mailOf(reports, url);
    mail.start();
    await vi.waitFor(() => {
      expect(reports[0]?.mail).toBe('failed');
    });
    expect(reports[0]?.mailError).toContain('mailbox unknown');
    expect(errors).toHaveLength(1);
    expect(time.waits).toBe(0);
  });

  it('that failed goes out again when somebody says so, once', async () => {
    let busy = true;
    const { url, received } = await smtpServer({
      onRcptTo: (_address, _session, done) => {
        done(busy ? Object.assign(new Error('no such box'), { responseCode: 550 }) : null);
      },
    });
    const reports = [reportOf({}), reportOf({ id: 'r2' }), reportOf({ id: 'other', scheduleId: null, mail: 'none' })];
    const { mail, noted } = mailOf(reports, url);
    mail.start();
    await vi.waitFor(() => {
      expect(reports.map((report) => report.mail)).toEqual(['failed', 'failed', 'none']);
    });
    expect(noted).toEqual([['s1', { mailError: expect.stringContaining('no such box'), mailAgainAt: null }]]);
    busy = false;
    expect(mail.again('r2')).toMatchObject({ mail: 'waiting', mailError: null });
    expect(mail.again('r1')).toMatchObject({ mail: 'waiting' });
    await vi.waitFor(() => {
      expect(reports.map((report) => report.mail)).toEqual(['sent', 'sent', 'none']);
    });
    expect(noted[1]).toEqual(['s1', NO_TROUBLE]);
    expect(received).toHaveLength(1);
    expect(() => mail.again('other')).toThrow(new AppError('nothing_to_mail'));
    expect(() => mail.again('nobody')).toThrow(new AppError('not_found'));
    expect(() => mailOf(reports, null).mail.again('r1')).toThrow(new AppError('mail_off'));
  });

  it('is tried again with growing waits while the server is busy, then given up', async () => {
    let asked = 0;
    const { url, received } = await smtpServer({
      onMailFrom(_address, _session, done) {
        asked += 1;
        done(Object.assign(new Error('try later'), { responseCode: 451 }));
      },
    });
    const reports = [reportOf({})];
    const { mail, time, noted } = mailOf(reports, url);
    mail.start();
    for (const [attempt, wait] of [60_000, 300_000, 1_800_000].entries()) {
      await vi.waitFor(() => {
        expect(time.waits).toBe(1);
      });
      expect(asked).toBe(attempt + 1);
      expect(reports[0]).toMatchObject({ mail: 'waiting', mailError: expect.stringContaining('try later') });
      expect(noted[attempt]).toEqual([
        's1',
        { mailError: expect.stringContaining('try later'), mailAgainAt: new Date(time.clock() + wait).toISOString() },
      ]);
      mail.look();
      time.pass(wait - 1);
      expect(time.waits).toBe(1);
      time.pass(1);
    }
    await vi.waitFor(() => {
      expect(reports[0]?.mail).toBe('failed');
    });
    expect(asked).toBe(4);
    expect(noted.slice(3)).toEqual([['s1', { mailError: expect.stringContaining('try later'), mailAgainAt: null }]]);
    expect(received).toEqual([]);
  });

  it('that nobody takes is told on the schedule at once, until it goes out', async () => {
    let busy = true;
    const { url } = await smtpServer({
      onMailFrom: (_address, _session, done) => {
        done(busy ? Object.assign(new Error('try later'), { responseCode: 451 }) : null);
      },
    });
    const reports = [reportOf({})];
    const { mail, time, noted } = mailOf(reports, url);
    mail.start();
    await vi.waitFor(() => {
      expect(time.waits).toBe(1);
    });
    expect(noted).toHaveLength(1);
    busy = false;
    time.pass(60_000);
    await vi.waitFor(() => {
      expect(reports[0]?.mail).toBe('sent');
    });
    expect(noted[1]).toEqual(['s1', NO_TROUBLE]);
  });

  it('goes out with what could be made, and names what could not', async () => {
    const { url, received } = await smtpServer();
    const failed = reportOf({ id: 'r2', state: 'failed', request: { ...reportOf({}).request, format: 'xlsx' } });
    const { mail } = mailOf([reportOf({}), failed], url);
    mail.start();
    await vi.waitFor(() => {
      expect(received).toHaveLength(1);
    });
    expect([...attachmentsOf(received[0]!.source).keys()]).toEqual(['vung-phu-20261101-20261130.docx']);
  });

  it('with nothing in it is not sent', async () => {
    const { url, received } = await smtpServer();
    const reports = [reportOf({ state: 'failed' })];
    const { mail } = mailOf(reports, url);
    mail.start();
    await vi.waitFor(() => {
      expect(reports[0]).toMatchObject({ mail: 'failed', mailError: 'nothing_to_mail' });
    });
    expect(received).toEqual([]);
  });
});
