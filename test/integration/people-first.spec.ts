import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { askFirst, localGovernments, makeFirst } from '#lib/administration';
import { Listeners, SystemClock, UnitOfWork, openDataSource, ownerAddress } from '#lib/database';
import { Refused, systemActor } from '#lib/kernel';
import { firstPeople as words } from '#lib/texts';
import { loadReference } from '../../seeds/reference/load.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testKeyRing, testVault } from '../support/key-ring.js';
import { openedBy } from '../support/opened.js';
import { runProgram } from '../support/program.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let owner: DataSource;
let work: UnitOfWork;
const actor = systemActor('console');
const codeShape = /^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/;

beforeAll(async () => {
  database = await testDatabase();
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  await loadReference((sql, params) => client.query(sql, params));
  await client.end();
  owner = await openDataSource(ownerAddress(database.ownerUrl));
  work = new UnitOfWork(owner, new SystemClock(), new Listeners(), testVault);
});
afterAll(async () => {
  await owner.destroy();
  await database.close();
});

/** The dialogue with these lines typed; what was said, and what came of it. */
async function typed(...lines: readonly string[]) {
  const said: string[] = [];
  const rest = [...lines];
  const first = await askFirst({
    ask: (question) => {
      said.push(question);
      return Promise.resolve(rest.shift() ?? null);
    },
    tell: (line) => said.push(line),
    find: (of, asked) => work.run(actor, (tx) => localGovernments(tx, of, asked)),
  });
  return { first, said: said.join('\n') };
}
const made = async (...lines: readonly string[]) => {
  const { first } = await typed(...lines);
  return work.run(actor, (tx) => makeFirst(tx, first!));
};
const organisations = () =>
  owner.query<{ name: string; kind: string; founder_kind: string | null; code: string | null; parent: string | null }[]>(
    `select o.name, o.kind, o.founder_kind, o.code, p.name as parent from organisation o left join organisation p on p.id = o.parent_id order by o.name`,
  );

describe('the first administrator', () => {
  it('of a city comes with its founder, which bears the code of the city', async () => {
    const { code } = await made('1', '札幌市', '札幌市教育委員会', '見本 はじめ', 'first@mihon.example');
    expect(code).toMatch(codeShape);
    expect(await organisations()).toEqual([
      { name: '札幌市教育委員会', kind: 'founder', founder_kind: 'municipal', code: '011002', parent: null },
    ]);
    const [person] = await openedBy((sql, params) => owner.query(sql, params)).person();
    expect(person).toMatchObject({ name: '見本 はじめ', email: 'first@mihon.example' });
    expect(await owner.query('select role, person_id from role_grant')).toEqual([{ role: 'administrator', person_id: person!.id }]);
  });
  it('is journalled as made by the system, without name or address', async () => {
    const entries = await owner.query<{ content: string }[]>('select content from journal_entry');
    expect(entries.map(({ content }) => (JSON.parse(content) as { event: string }).event).sort()).toEqual([
      'invitation-made',
      'organisation-created',
      'person-created',
      'role-granted',
    ]);
    for (const { content } of entries) {
      expect(JSON.parse(content)).toMatchObject({ role: 'system' });
      expect(content).not.toMatch(/見本|札幌|first@/);
    }
  });
  it('is the first: there is no second by this way', async () => {
    await expect(made('1', '011002', '札幌市教育委員会', '見本 つぎ', 'second@mihon.example')).rejects.toEqual(
      new Refused('has-administrator'),
    );
    expect(await owner.query('select 1 from person')).toHaveLength(1);
  });
  it('gets a new code while nothing was ever set up, and the one before leads nowhere', async () => {
    // The code was typed, and the paper lost before anything was set up.
    await owner.query('update invitation set opened_at = now()');
    const { code, again } = await made('1', '札幌市', '札幌市教育委員会', '見本 はじめ', 'first@mihon.example');
    expect([code, again]).toEqual([expect.stringMatching(codeShape), true]);
    expect(await owner.query('select purpose from invitation where voided_at is null')).toEqual([{ purpose: 'first' }]);
    expect(await owner.query('select 1 from invitation')).toHaveLength(2);
    const [person] = await owner.query<{ id: string }[]>('select id from person');
    await owner.query(`insert into oidc_identity (issuer, subject, person_id, made_at) values ('https://x.example', 'x', $1, now())`, [
      person!.id,
    ]);
    await expect(made('1', '札幌市', '札幌市教育委員会', '見本 はじめ', 'first@mihon.example')).rejects.toEqual(
      new Refused('has-administrator'),
    );
  });
  it('of a prefecture takes the founders of it that were there before', async () => {
    await made('7', '北海道', '.', '見本 けん', 'pref@mihon.example');
    await made('2', '010006', '北海道教育委員会', '見本 どう', 'hokkaido@mihon.example');
    await made('3', '学校法人見本学園', '010006', '見本 まなぶ', 'gakuen@mihon.example');
    await made('8', 'みほん庁', '見本 ちょう', 'agency@mihon.example');
    const parents = Object.fromEntries((await organisations()).map(({ name, parent }) => [name, parent]));
    expect(parents).toEqual({
      札幌市教育委員会: '北海道',
      北海道: null,
      北海道教育委員会: '北海道',
      学校法人見本学園: '北海道',
      みほん庁: null,
    });
  });
  it('is a person of its own also where somebody is known by the address elsewhere', async () => {
    const people = async () => (await owner.query<{ id: string }[]>('select id from person')).map(({ id }) => id);
    const before = await people();
    await made('6', '株式会社見本', '.', '見本 だぶる', 'FIRST@mihon.example');
    expect((await organisations()).map(({ name }) => name)).toContain('株式会社見本');
    expect((await people()).filter((id) => !before.includes(id))).toHaveLength(1);
  });
});

describe('the dialogue', () => {
  it('asks again where it cannot read the answer, and shows what it found', async () => {
    const { first, said } = await typed('9', 'x', '１', '府中市', '132063', '.', '', '');
    expect(first).toBeNull();
    expect(said.split(words.wrong)).toHaveLength(4);
    expect(said).toMatch(/132063　東京都 府中市/);
    expect(said).toMatch(/342084　広島県 府中市/);
  });
  it('ends with an empty line or the end of the input, and nothing is made', async () => {
    expect((await typed('')).first).toBeNull();
    expect((await typed()).first).toBeNull();
    expect((await typed('1', '011002', '.', '見本', '')).first).toBeNull();
  });
  it('takes no address that is none', async () => {
    const { first, said } = await typed('8', 'みほん庁', '見本', 'kein', 'ja@mihon.example');
    expect(first).toMatchObject({ email: 'ja@mihon.example' });
    expect(said).toContain(words.wrong);
  });
});

describe('npm run people:first', () => {
  it('asks on standard input and shows the code once', async () => {
    const settings = { DATABASE_URL: database.ownerUrl, YORISOI_KEY_RING: testKeyRing };
    const lines = '1\n小樽市\n小樽市教育委員会\n見本 おたる\notaru@mihon.example\n';
    const { code, said } = await runProgram('libs/administration/first.main.ts', [], settings, undefined, lines);
    expect([code, said]).toEqual([0, expect.stringMatching(/[A-Z2-9]{4}(-[A-Z2-9]{4}){3}/)]);
    expect((await organisations()).map(({ name }) => name)).toContain('小樽市教育委員会');
  });
});
