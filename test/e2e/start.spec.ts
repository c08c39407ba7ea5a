import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { demoWords, vault as vaultWords } from '#lib/texts';
import { readJson, ringFile } from '../../apps/solo/files.js';
import { type Keys, keysFile } from '../../apps/solo/postgres/cluster.js';
import { isAlive } from '../../apps/solo/postgres/orphan.js';
import { House, logFiles } from '../support/house.js';
import { redisIsHere, startRedis } from '../support/redis.js';
import { until } from '../support/until.js';

jest.setTimeout(240_000);

let house: House;
const tokenOf = (role: string): string => house.demo.apiTokens.find((token) => token.role === role)!.token;
const ask = (role: string, method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${house.origins.api}/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${tokenOf(role)}`,
      'idempotency-key': randomUUID(),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });

/** Reports a case as the school's program; answers its id. */
async function report(): Promise<string> {
  const body = { dateOfDeath: '2026-04-01', awareAt: '2026-04-02T08:00:00+09:00', awareSource: 'family', pupilName: '架空 始' };
  const response = await ask('school', 'POST', '/cases', body);
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}
const isThere = async (id: string): Promise<boolean> => (await ask('school', 'GET', `/cases/${id}`)).status === 200;

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

beforeAll(async () => {
  house = await House.open();
});
afterAll(() => house.leave());

// What the start says and refuses is in solo.spec.ts; this is about what people have entered.
describe('what was entered', () => {
  it('is there after Ctrl-C and a second start, as are the accounts; and that start is quick', async () => {
    const [id, accounts] = [await report(), house.demo];
    await house.stop();
    expect(await house.again().ready()).toBeLessThan(60); // Ten seconds are promised on a quiet machine.
    expect(await isThere(id)).toBe(true);
    expect(house.demo).toEqual(accounts);
  });

  it('is there after every process was killed at once', async () => {
    const id = await report();
    const pids = house.pids;
    expect(pids.length).toBeGreaterThanOrEqual(8);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await until('all are gone', () => !pids.some(isAlive));
    await house.again().ready();
    expect(await isThere(id)).toBe(true);
  });

  it('appears with no password and no token in the logs', () => {
    const logs = logFiles(house.place.data)
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    const secrets = [...house.demo.accounts.map(({ password }) => password), ...house.demo.apiTokens.map(({ token }) => token)];
    expect(secrets.filter((secret) => logs.includes(secret))).toEqual([]);
  });

  it('stands in no file of the database: names and texts are sealed before they reach it', async () => {
    await report();
    await house.stop(); // Everything is on the disk then.
    const { cluster } = readJson<Keys>(keysFile(house.place.data))!;
    const files = filesBelow(cluster);
    expect(files.length).toBeGreaterThan(500);
    const { programs: _label, ...people } = demoWords.people;
    const written = [demoWords.ground, demoWords.basicForm, demoWords.holdScope, demoWords.scope];
    const words = ['架空 始', ...demoWords.pupils, ...Object.values(people).flat(), ...written].map((word) => Buffer.from(word));
    const told = files.filter((file) => words.some((word) => readFileSync(file).includes(word)));
    expect(told).toEqual([]);
    await house.again().ready();
  });

  it('is not opened without the key ring, which is not made anew; with it everything is there again', async () => {
    const id = await report();
    await house.stop();
    const [ring, away] = [ringFile(house.place.data), `${ringFile(house.place.data)}.away`];
    renameSync(ring, away);
    const start = house.again();
    expect(await start.ended()).toBe(1);
    expect(start.said).toContain(vaultWords.problems.lost.replace('{file}', ring));
    expect(existsSync(ring)).toBe(false);
    renameSync(away, ring);
    await house.again().ready();
    expect(await isThere(id)).toBe(true);
  });

  const mails = 'brings a mail to the founder with the queue on Redis';
  if (redisIsHere())
    it(mails, async () => {
      await house.stop();
      const redis = await startRedis();
      try {
        await house.again({ REDIS_URL: redis.url }).ready();
        const tomorrow = new Date(Date.now() + 33 * 3_600_000).toISOString().slice(0, 10);
        expect((await ask('founder', 'PUT', '/training/clock', { now: `${tomorrow}T10:00:00+09:00` })).status).toBe(200); // Mails keep office hours.
        await report();
        const caught = async () => (await fetch(`${house.origins.inbox}/mails.json`)).text();
        await until('the founder has mail', async () => (await caught()).includes('kyoiku@mihon.example'), 30_000);
        expect(await redis.keys()).toBeGreaterThan(0);
        await house.stop();
      } finally {
        await house.stop();
        await redis.stop();
      }
    });
  else it.skip(`not run: no redis-server on this machine — ${mails}`, () => undefined);
});
