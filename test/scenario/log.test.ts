/** What is logged is one line of JSON each, whatever a request holds, and never a secret. */
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { accountWithPasswordSchema, auditSchema, keyWithSecretSchema } from '../../server/contract/accounts.ts';
import { page } from '../../server/contract/rest.ts';
import { BrowserVisitor } from '../support/browser-visitor.ts';
import { importSmallNetwork } from '../support/own-network.ts';
import { send, startProduct, type Product } from '../support/product.ts';

const SECRET = 'bi-mat-7f3a';
const FIRST = `${SECRET}-quan-tri`;
const ENV = {
  ...{
    SIMULATE: 'off',
    SAMPLE: 'off',
    LOG_LEVEL: 'debug',
    TRUST_PROXY: '1',
    ADMIN_PASSWORD: FIRST,
    METRICS_TOKEN: `${SECRET}-metrics`,
  },
  ...{ SMTP_URL: `smtp://ai:${SECRET}-smtp@127.0.0.1:9`, MAIL_FROM: 'phu-song@example.vn' },
};
/** New lines, colours of a terminal, text that runs backwards. */
const EVIL = ['a\r\n{"level":60,"msg":"forged"}', '\u001b[31mred\u001b[0m', 'abc\u202egnp\u2066x', 'x\u2028y\u0085z'];

it('has one line an event, and no secret', { timeout: 120_000 }, async () => {
  const product = await startProduct({ env: ENV });
  const secrets = [SECRET];
  try {
    await importSmallNetwork(product);
    const admin = new BrowserVisitor(product);
    await admin.arrive('admin', FIRST);
    secrets.push(admin.cookie?.split('=')[1] ?? 'none');
    const user = accountWithPasswordSchema.parse(
      (await admin.ask('POST', '/users', { name: 'an', fullName: 'An', role: 'viewer' })).body,
    );
    const { secret, key } = keyWithSecretSchema.parse((await admin.ask('POST', '/keys', { name: 'NOC' })).body);
    secrets.push(user.password, secret);
    await send(product, secret, [{ at: new Date().toISOString(), station: 'V-1', state: 'down' }]);
    await admin.ask('POST', `/keys/${String(key.id)}/rotate`);
    await admin.ask('DELETE', `/keys/${String(key.id)}`);
    await expect(send(product, secret, [])).rejects.toThrow('401');
    // Who was refused, and of what they spoke, stands in the audit.
    const [revoked] = await auditOf(admin);
    expect(revoked).toMatchObject({ action: 'request.refused', after: { code: 'revoked_key', key: key.prefix } });
    const viettel = keyWithSecretSchema.parse(
      (await admin.ask('POST', '/keys', { name: 'Viettel', operator: 'VTL' })).body,
    );
    secrets.push(viettel.secret);
    const foreign = { at: new Date().toISOString(), station: 'M-0', state: 'down' } as const;
    expect(await send(product, viettel.secret, [foreign, foreign])).toMatchObject({ rejected: 2 });
    expect((await auditOf(admin))[0]).toMatchObject({
      ...{ actor: 'public', address: '127.0.0.1', action: 'request.refused', target: 'POST /api/v1/events' },
      after: {
        ...{ code: 'foreign_element', key: viettel.key.prefix, name: 'Viettel', rejected: 2 },
        elements: ['M-0', 'M-0'],
      },
    });
    await admin.ask('POST', `/users/${String(user.account.id)}/reset`);
    await new BrowserVisitor(product).signIn('an', `${SECRET}-sai`);
    await admin.ask('GET', `/stations?token=${SECRET}`);
    await admin.ask('GET', '/stations', undefined, { authorization: `Bearer ${SECRET}`, 'x-api-key': SECRET });
    await fetch(`${product.url}/metrics`, { headers: { authorization: `Bearer ${SECRET}-metrics` } });
    await admin.ask('POST', '/system/backup', {});
    await product.cli('doctor').catch(() => '');

    for (const evil of EVIL) {
      await admin.ask('GET', `/stations/${encodeURIComponent(evil)}`);
      await new BrowserVisitor(product).signIn(evil, SECRET);
      await admin.ask('POST', '/users', { name: evil, fullName: evil, role: 'viewer' });
      await admin.ask('POST', '/keys', { name: evil });
      await admin.ask('POST', '/reports', { template: evil, format: SECRET });
      const body = JSON.stringify({ events: [{ at: evil, station: evil, state: evil }] });
      await fetch(`${product.url}/api/v1/events`, { method: 'POST', headers: { authorization: 'Bearer x' }, body });
      await raw(
        product,
        `GET /api/v1/${evil.replaceAll(/[\r\n]/g, '')} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      );
      await raw(
        product,
        `GET /x HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: ${evil}\r\nUser-Agent: ${evil}\r\nConnection: close\r\n\r\n`,
      );
    }
    expect((await admin.ask('GET', '/users')).status).toBe(200);
  } finally {
    await product.stop();
  }

  const output = product.output();
  const lines = output.split('\n').filter((line) => line !== '' && !/^Phủ Sóng: /.test(line));
  expect(lines.length).toBeGreaterThan(30);
  for (const line of lines) expect(JSON.parse(line), line).toMatchObject({ level: expect.any(Number) as number });
  // What cannot even be read has its line, too.
  expect(output).toMatch(/"level":40,.*"status":400,"problem":"HPE_\w+","from":"127.0.0.1".*"msg":"request not read"/);
  expect(lines.filter((line) => /"level":60/.test(line))).toEqual([]);
  expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
  for (const secret of secrets) expect(output).not.toContain(secret);
});

async function auditOf(admin: BrowserVisitor) {
  return page(auditSchema).parse((await admin.ask('GET', '/audit')).body).items;
}

/** Bytes that no client library would send. */
function raw({ port }: Product, request: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request));
    socket.on('data', () => undefined);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      resolve();
    });
  });
}
