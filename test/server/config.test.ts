import { expect, it } from 'vitest';
import { ConfigError, readConfig, settingsOf } from '../../server/config.ts';

it('needs nothing', () => {
  expect(readConfig({})).toEqual({
    ...{ port: 3000, host: '127.0.0.1', dataDir: './var', sample: true, simulate: true, staleAfterMs: 900_000 },
    ...{ province: 'Hưng Yên', logLevel: 'info', tiles: null, samplePast: true, smtp: null },
    ...{ trustProxy: false, metricsToken: null, adminPassword: null, publicRead: null },
    thresholds: { '2G': -80, '3G': -88, '4G': -95, '5G': -95 },
    issuer: {
      ...{ parent: 'UBND tỉnh Hưng Yên', body: 'Sở Khoa học và Công nghệ', number: '/BC-SKHCN', place: 'Hưng Yên' },
      ...{ addressee: 'Ủy ban nhân dân tỉnh Hưng Yên', signerTitle: 'GIÁM ĐỐC', signerName: '' },
      recipients: ['Như trên', 'Các doanh nghiệp viễn thông', 'Lưu: VT, BCVT'],
    },
  });
});

it.each([
  ['off', false],
  ['1', 1],
  ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
  ['::1,fd00::/8', '::1,fd00::/8'],
])('takes TRUST_PROXY=%s', (TRUST_PROXY, trustProxy) => {
  expect(readConfig({ TRUST_PROXY })).toMatchObject({ trustProxy });
});

it('trusts no proxy that is not named', () => {
  for (const TRUST_PROXY of [
    'true',
    '0',
    '10',
    '999.0.0.0/8',
    '10.0.0.0/33',
    '10.0.0.1/',
    '10.0.0.1/8/8',
    'loopback,',
    'a.b',
  ]) {
    expect(() => readConfig({ TRUST_PROXY }), TRUST_PROXY).toThrow(/TRUST_PROXY=.*: off, how many/);
  }
});

it('takes an empty value as none', () => {
  expect(readConfig({ PORT: '', SIMULATE: '', TILE_URL: '' })).toEqual(readConfig({}));
});

it('reads what is set', () => {
  const env = {
    ...{ PORT: '0', HOST: '::', DATA_DIR: '/srv/phu-song', SAMPLE: 'off', SIMULATE: 'off', PROVINCE: 'Thái Bình' },
    ...{ LOG_LEVEL: 'error', THRESHOLD_4G: '-110.5', TILE_URL: 'https://tiles.example/{z}/{x}/{y}.png' },
    TILE_ATTRIBUTION: '© bản đồ',
  };
  expect(readConfig(env)).toMatchObject({
    ...{ port: 0, host: '::', dataDir: '/srv/phu-song', sample: false, simulate: false, province: 'Thái Bình' },
    ...{ logLevel: 'error', thresholds: { '2G': -80, '4G': -110.5 } },
    tiles: { url: 'https://tiles.example/{z}/{x}/{y}.png', attribution: '© bản đồ' },
  });
});

it.each([
  ['500ms', 500],
  ['900', 900_000],
  ['90s', 90_000],
  ['1.5m', 90_000],
  ['2h', 7_200_000],
])('reads the duration %s', (text, ms) => {
  expect(readConfig({ STALE_AFTER: text }).staleAfterMs).toBe(ms);
});

it.each([
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['PORT', 'http'],
  ['PORT', '-1'],
  ['SIMULATE', 'true'],
  ['STALE_AFTER', '0'],
  ['STALE_AFTER', '15 minutes'],
  ['STALE_AFTER', '-5m'],
  ['LOG_LEVEL', 'loud'],
  ['THRESHOLD_2G', '80'],
  ['THRESHOLD_3G', 'NaN'],
  ['TILE_URL', 'javascript:{z}'],
  ['TILE_URL', 'https://tiles.example/'],
  ['MAIL_FROM', 'nobody'],
])('refuses %s=%s by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(`  ${name}=${value}: `);
});

it.each([
  ['SMTP_URL', 'https://me:secret@mail.example'],
  ['SMTP_URL', 'smtp://me:secret@mail.example:port'],
  ['ADMIN_PASSWORD', 'secret'],
  ['METRICS_TOKEN', 'secret'],
])('refuses %s without showing it', (name, value) => {
  const attempt = () => readConfig({ [name]: value });
  expect(attempt).toThrow(`  ${name}=…: `);
  expect(attempt).not.toThrow(/secret/);
});

it('says whether strangers see anything', () => {
  expect(['true', 'on', 'false', 'off'].map((PUBLIC_READ) => readConfig({ PUBLIC_READ }).publicRead)).toEqual([
    ...[true, true, false, false],
  ]);
  expect(() => readConfig({ PUBLIC_READ: 'maybe' })).toThrow('  PUBLIC_READ=maybe: ');
});

it('shows an administrator its settings, and no secret', () => {
  const secrets = {
    ADMIN_PASSWORD: 'secret-secret',
    METRICS_TOKEN: 'secret-secret-secret',
    SMTP_URL: 'smtp://a:secret@b',
  };
  const shown = JSON.stringify(settingsOf(readConfig({ ...secrets, MAIL_FROM: 'a@b.vn' })));
  expect(shown).not.toContain('secret');
  expect(shown).toContain('a@b.vn');
});

it('lists everything that is wrong at once', () => {
  const attempt = () => readConfig({ PORT: 'x', SAMPLE: 'maybe', STALE_AFTER: 'soon' });
  expect(attempt).toThrow(ConfigError);
  expect(attempt).toThrow(/PORT=x.*\n.*SAMPLE=maybe.*\n.*STALE_AFTER=soon/);
});

it('mails only with a server and a sender', () => {
  const url = 'smtps://bao-cao:secret@mail.example:465';
  expect(readConfig({ MAIL_FROM: 'a@b.vn' }).smtp).toBe(null);
  expect(readConfig({ SMTP_URL: url, MAIL_FROM: 'Phủ Sóng <a@b.vn>' }).smtp).toEqual({
    url,
    from: 'Phủ Sóng <a@b.vn>',
  });
  expect(() => readConfig({ SMTP_URL: url })).toThrow('MAIL_FROM=: the sender');
});
