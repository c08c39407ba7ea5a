import { refusals } from '#lib/texts';
import { type FourApps, startFourApps, webApps } from '../support/four-apps.js';
import { attemptsOn, recordWays, waysOf } from '../support/ways.js';

jest.setTimeout(300_000);

let four: FourApps;
beforeAll(async () => void (four = await startFourApps({ prepare: recordWays })));
afterAll(() => four?.close());

const entries = async () => (await four.sql<{ n: number }>('select count(*)::int as n from journal_entry'))[0]!.n;
/** What the apps publish about themselves is as long as it is, and made once. */
const published = /^\/(assets\/|v1\/openapi)/;

describe.each(webApps)('whoever nobody knows, at the %s', (app) => {
  it('gets a short answer on every way, whatever is sent, and leaves nothing in the journal', async () => {
    const before = await entries();
    const long: string[] = [];
    let ways = 0;
    for (const way of await waysOf(four.app[app])) {
      for (const { name, asked } of attemptsOn(way, app === 'api')) {
        const { statusCode, rawPayload } = await four.app[app].inject(asked);
        ways += 1;
        const most = published.test(way.url) ? Infinity : 64 * 1024;
        if (statusCode >= 500 || rawPayload.length > most)
          long.push(`${way.method} ${way.url} ${name}: ${statusCode} ${rawPayload.length}`);
      }
    }
    expect(long).toEqual([]);
    expect(ways).toBeGreaterThan(80);
    expect(four.faults).toEqual([]);
    expect(await entries()).toBe(before);
  });

  it('is refused a body longer than 16 kB before it is read', async () => {
    const type = app === 'api' ? 'application/json' : 'application/x-www-form-urlencoded';
    const url = app === 'api' ? '/v1/cases' : '/sign-in';
    const headers = { 'content-type': type, 'sec-fetch-site': 'same-origin' };
    const answer = await four.app[app].inject({ method: 'POST', url, headers, payload: 'a'.repeat(16_500) });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain(refusals['too-large'].title);
  });
});
