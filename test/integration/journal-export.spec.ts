import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Tx } from '#lib/database';
import { append, groundOf, seal } from '#lib/journal';
import { loadReference } from '../../seeds/reference/load.js';
import { linesOf } from '../../seeds/demo/story.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { outsider } from '../support/outside.js';
import { type Person, type StoryHouse, storyHouse } from '../support/told-case.js';
import { type ToldApps, toldApps } from '../support/told-apps.js';
import { until } from '../support/until.js';

jest.setTimeout(180_000);

const entries = 50_000;
let database: TestDatabase;
let owner: Client;
let watcher: Client;
let house: StoryHouse;
let apps: ToldApps;
let founder: Person;
let caseId: string;
let cookie: string;
let port: number;
let kept: string;
const outside = outsider();

/** How many entries each statement of the console brought into its memory. */
const brought: number[] = [];
const sum = () => brought.reduce((all, some) => all + some, 0);

beforeAll(async () => {
  database = await testDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  watcher = new Client({ connectionString: database.urls.console });
  for (const client of [owner, watcher]) await client.connect();
  await loadReference((sql, params) => owner.query(sql, params));
  house = await storyHouse(database.ownerUrl);
  const office = await house.organise('founder', '架空市教育委員会');
  const schoolId = await house.organise('school', '架空市立第一中学校', office);
  founder = await house.person('founder@board.example', '設置者 一子', 'founder', office);
  const school = await house.person('school@school.example', '学校 二子', 'school', schoolId);
  const about = { ago: 20, schoolId, pupilName: '架空 太郎' };
  caseId = (await house.tell({ founder, school }, about, linesOf(['start']), [''])).caseId;
  for (let n = 0; n < entries; n += 5_000) await write(5_000);
  kept = (await house.asOwner(seal))!.hash;
  apps = await toldApps(database);
  cookie = await apps.at('console').signIn(founder.email);
  await apps.console.listen(0, '127.0.0.1');
  port = (apps.console.getHttpServer().address() as AddressInfo).port;
  const query = Tx.prototype.query;
  jest.spyOn(Tx.prototype, 'query').mockImplementation(async function (this: Tx, sql: string, params?: readonly unknown[]) {
    const rows = await query.call(this, sql, params);
    if (/content.*from journal_entry/s.test(sql) && this.actor.zone === 'console') brought.push(rows.length);
    return rows as never[];
  });
});
beforeEach(() => brought.splice(0));
afterAll(async () => {
  jest.restoreAllMocks();
  outside.leave();
  await apps?.close();
  await house?.close();
  for (const client of [owner, watcher]) await client?.end();
  await database?.close();
});

/** That many readings of the case, as its journal holds them after years. */
async function write(count: number): Promise<void> {
  const at = new Date();
  const who = {
    personId: founder.id,
    role: 'founder',
    organisationId: founder.organisationId,
    zone: 'console',
    ground: groundOf('founder'),
  };
  const content = { at: at.toISOString(), event: 'read', ...who, facts: { what: 'case-page' } } as const;
  await house.asOwner((tx) =>
    append(
      tx,
      Array.from({ length: count }, () => ({ caseId, at, content })),
    ),
  );
}
const address = () => `/cases/${caseId}/journal/export`;
const fetched = () => fetch(`http://127.0.0.1:${port}${address()}`, { headers: { cookie } });
/** Somebody who asks for the file and then takes nothing of it. */
const idler = () => {
  const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${address()} HTTP/1.1\r\nhost: x\r\ncookie: ${cookie}\r\n\r\n`));
  socket.on('error', () => undefined);
  socket.pause();
  return socket;
};
/** Nothing more is brought for somebody who takes nothing. */
async function still(): Promise<void> {
  let before = -1;
  await until('the console reads no further', async () => {
    await sleep(500);
    const same = before === sum() && before > 0;
    before = sum();
    return same;
  });
}
const atWork = async () =>
  (
    await watcher.query(
      `select from pg_stat_activity where usename = current_user and datname = current_database() and pid <> pg_backend_pid()
       and (state <> 'idle' or xact_start is not null)`,
    )
  ).rowCount;
const readingsTold = async () =>
  (await owner.query(`select from journal_entry where case_id = $1 and content like '%"journal-export"%'`, [caseId])).rowCount;

describe('the journal of a case, written out from the page', () => {
  it('comes whole, a thousand entries at a time, as it was when it was asked for', async () => {
    const answer = await fetched();
    await write(3); // Meanwhile others go on reading.
    const text = await answer.text();
    expect(await outside.verify(text, [kept], { of: caseId })).toMatchObject({ code: 0, found: [] });
    const { end } = JSON.parse(text.trimEnd().split('\n').at(-1)!) as { end: { entries: number } };
    expect(end.entries).toBe(sum());
    expect(end.entries).toBeGreaterThan(entries);
    expect(Math.max(...brought)).toBe(1_000);
    expect(text).not.toContain('"journal-export"'); // The reading itself comes after what was read.
    expect(await readingsTold()).toBe(1);
  });
  it('waits for a slow reader with most of it not read, without a transaction, and others work on', async () => {
    const socket = idler();
    await still();
    expect(sum()).toBeLessThan(entries / 2);
    expect(await atWork()).toBe(0);
    expect((await apps.at('console').open(`/cases/${caseId}`, cookie)).statusCode).toBe(200);
    socket.destroy();
  });
  it('ends where the reader breaks off: nothing is read any more, no connection is kept, and the reading stays told', async () => {
    const before = (await readingsTold())!;
    const many = Array.from({ length: 12 }, idler); // More than the console has connections to its database.
    await still();
    expect(await readingsTold()).toBe(before + many.length);
    for (const socket of many) socket.destroy();
    await still();
    expect(await atWork()).toBe(0);
    expect(await outside.verify(await (await fetched()).text(), [kept], { of: caseId })).toMatchObject({ code: 0, found: [] });
    expect(apps.faults).toEqual([]);
  });
  it('is cut, so that nobody takes it for whole, when the case is closed to the reader meanwhile', async () => {
    const answer = await fetched();
    await owner.query(`update survey_case set founder_id = school_id where id = $1`, [caseId]);
    await expect(answer.text()).rejects.toThrow();
    expect(apps.faults.splice(0)).toEqual([expect.stringContaining('"app":"console"')]);
    expect(sum()).toBeLessThan(entries);
  });
});
