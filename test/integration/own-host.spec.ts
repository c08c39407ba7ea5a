import { type AnyWebApp, type FourApps, startFourApps, webApps } from '../support/four-apps.js';

jest.setTimeout(120_000);
const host = 'yorisoi.example.jp';
let four: FourApps;
beforeAll(async () => {
  four = await startFourApps({ origin: `https://${host}`, secure: true });
});
afterAll(async () => {
  expect(four.faults).toEqual([]);
  await four.close();
});

const page = (app: AnyWebApp) => (app === 'api' ? '/v1/openapi.json' : '/sign-in');
const look = (app: AnyWebApp, headers: Record<string, string>, url = page(app)) => four.app[app].inject({ method: 'GET', url, headers });

describe.each(webApps)('the %s, with its origin in the settings,', (app) => {
  it('answers under its own name', async () => {
    for (const own of [host, host.toUpperCase(), `${host}:443`]) expect((await look(app, { host: own })).statusCode).toBe(200);
  });
  it.each(['evil.example', `${host}.evil.example`, `${host}:8443`, `evil@${host}`, '127.0.0.1', 'localhost', ''])(
    'is not there for %j: no page, no cookie, no word of it',
    async (other) => {
      const { statusCode, headers, body } = await look(app, { host: other });
      const type = app === 'api' ? 'application/problem+json; charset=utf-8' : 'text/plain; charset=utf-8';
      expect([statusCode, headers['content-type'], headers['set-cookie']]).toEqual([421, type, undefined]);
      expect(String(headers['content-security-policy'])).toContain("default-src 'none'");
      expect(body).not.toContain('evil');
      if (app === 'api') expect(JSON.parse(body)).toMatchObject({ status: 421, code: 'wrong-host' });
      else expect(body).toMatch(/。$/);
    },
  );
  it('takes the name from the request itself, whatever a header of a proxy says', async () => {
    expect((await look(app, { host: 'evil.example', 'x-forwarded-host': host })).statusCode).toBe(421);
    expect((await look(app, { host, 'x-forwarded-host': 'evil.example' })).statusCode).toBe(200);
  });
  it('refuses also what it does not know and what would change something', async () => {
    const headers = { host: 'evil.example' };
    expect((await look(app, headers, '/nothing')).statusCode).toBe(421);
    const sent = { method: 'POST', url: app === 'api' ? '/v1/limits/preview' : '/sign-in', headers, payload: '' } as const;
    expect((await four.app[app].inject(sent)).statusCode).toBe(421);
  });
  it('says to whoever asks by address whether it is well', async () => {
    expect((await look(app, { host: '10.0.0.7:4100' }, '/health')).json()).toEqual({ status: 'ok' });
  });
});
