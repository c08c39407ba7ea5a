import { type DataSource } from 'typeorm';
import { type WebApp, createOrganisation, createPerson, grantRole, invite, registerPerson } from '#lib/accounts';
import { Listeners, SystemClock, type Tx, UnitOfWork, openDataSource } from '#lib/database';
import { type Actor, plainDate, systemActor } from '#lib/kernel';
import { codeIn } from '../../libs/accounts/domain/invitation-code.js';
import { openInvitation, useInvitation } from '../../libs/accounts/invitations/invitations.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(60_000);

let database: TestDatabase;
const sources = {} as Record<'owner' | WebApp, DataSource>;
const ids = {} as Record<'board' | 'clerk' | 'mother' | 'father', string>;

const as = <T>(who: 'owner' | WebApp, doing: (tx: Tx) => Promise<T>): Promise<T> =>
  new UnitOfWork(sources[who], new SystemClock(), new Listeners(), testVault).run(
    who === 'console' ? clerk() : systemActor(who === 'owner' ? 'worker' : who),
    doing,
  );
const clerk = (): Actor => ({ personId: ids.clerk, role: 'founder', organisationId: ids.board, zone: 'console' });
const make = (personId = ids.mother, app: WebApp = 'family') => as('console', (tx) => invite(tx, personId, app));
const open = (code: string, app: WebApp = 'family') => as(app, (tx) => openInvitation(tx, codeIn(code) ?? code, app));
const use = (personId = ids.mother, app: WebApp = 'family') => as(app, (tx) => useInvitation(tx, personId, app));
const sql = <T>(text: string, params: unknown[] = []): Promise<T[]> => sources.owner.query(text, params);

beforeAll(async () => {
  database = await testDatabase();
  sources.owner = await openDataSource(database.ownerUrl);
  for (const app of ['console', 'family', 'committee'] as const) sources[app] = await openDataSource(database.urls[app]);
  await as('owner', async (tx) => {
    const startsOn = plainDate('2024-04-01');
    ids.board = await createOrganisation(tx, { kind: 'founder', founderKind: 'municipal', name: '青葉市教育委員会' });
    ids.clerk = (await createPerson(tx, { name: '担当 一子', email: 'clerk@aoba.example.jp', password: 'x' })).id;
    await grantRole(tx, { personId: ids.clerk, role: 'founder', organisationId: ids.board, startsOn });
    for (const who of ['mother', 'father'] as const) {
      ids[who] = await registerPerson(tx, { name: `遺族 ${who}`, email: null });
      await grantRole(tx, { personId: ids[who], role: 'relative', organisationId: null, startsOn });
      await grantRole(tx, { personId: ids[who], role: 'secretariat', organisationId: ids.board, startsOn });
    }
  });
});
afterAll(async () => {
  await Promise.all(Object.values(sources).map((source) => source.destroy()));
  await database.close();
});

describe('a person without address and password', () => {
  it('is one of several, each their own', async () => {
    const people = await sql<{ email: string | null; password_hash: string | null }>(
      'select email, password_hash from person where id = any($1)',
      [[ids.mother, ids.father]],
    );
    expect(people).toEqual([{ email: null, password_hash: null }, { email: null, password_hash: null }]); // prettier-ignore
  });
});

describe('an invitation', () => {
  it('is written in groups and kept as a hash', async () => {
    const { id, code } = await make();
    expect(code).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
    const rows = await sql<{ row: string }>(
      `select invitation::text as row from invitation union all select content from journal_entry union all select result::text from idempotency`,
    );
    expect(rows.filter(({ row }) => row?.includes(code) || row?.includes(codeIn(code)!))).toEqual([]);
    const [days] = await sql<{ days: number }>('select extract(day from ends_at - made_at)::int as days from invitation where id = $1', [
      id,
    ]);
    expect(days).toEqual({ days: 30 });
  });

  it('opens to its person, in its app', async () => {
    const { id, code } = await make();
    expect(await open(code.toLowerCase().replaceAll('-', ' '))).toEqual({ id, personId: ids.mother, purpose: 'first', again: false });
  });

  it('can be typed again until signing in has been set up, and never after', async () => {
    const { code } = await make();
    await open(code);
    expect(await open(code)).toMatchObject({ again: true });
    await use();
    expect(await open(code)).toBeNull();
  });

  it('that nobody opened is not used by another way in', async () => {
    const { code } = await make();
    await use();
    expect(await open(code)).not.toBeNull();
  });

  it('says nothing to another app, to a code nobody made, to an ended and to a voided one', async () => {
    const { id, code } = await make();
    expect(await open(code, 'console')).toBeNull();
    expect(await open(code, 'committee')).toBeNull();
    expect(await open('ACEF-HJKM-PQRT-2345')).toBeNull();
    await sql(`update invitation set ends_at = clock_timestamp() where id = $1`, [id]);
    expect(await open(code)).toBeNull();
    const former = await make();
    const latter = await make();
    expect(await open(former.code)).toBeNull();
    expect(await open(latter.code)).not.toBeNull();
  });

  it('leaves the codes of other people and other apps alone', async () => {
    const his = await make(ids.father);
    const staff = await make(ids.mother, 'committee');
    await make();
    expect(await open(his.code)).toMatchObject({ personId: ids.father });
    expect(await open(staff.code, 'committee')).toMatchObject({ personId: ids.mother });
  });

  it('is one, however many are made at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 5 }, () => make()));
    const opened = await Promise.all(made.map(({ code }) => open(code)));
    expect(opened.filter((one) => one !== null)).toHaveLength(1);
  });

  it('is used once, however many finish at the same moment', async () => {
    const { id, code } = await make();
    await open(code);
    await Promise.all([use(), use(), use()]);
    const told = await sql<{ n: number }>(
      `select count(*)::int as n from journal_entry where content::jsonb->>'event' = 'invitation-used' and content::jsonb->'facts'->>'invitationId' = $1`,
      [id],
    );
    expect(told).toEqual([{ n: 1 }]);
  });

  it('is written down: made, opened, used', async () => {
    const { id, code } = await make();
    await open(code);
    await use();
    const told = await sql<{ event: string }>(
      `select content::jsonb->>'event' as event from journal_entry where content::jsonb->'facts'->>'invitationId' = $1 order by at, seq`,
      [id],
    );
    expect(told.map(({ event }) => event)).toEqual(['invitation-made', 'invitation-opened', 'invitation-used']);
  });
});

describe('the database accounts', () => {
  const denied = (source: DataSource, text: string) => expect(source.query(text)).rejects.toMatchObject({ driverError: { code: '42501' } });
  it('of family and committee make no codes, prolong none and bring none back', async () => {
    for (const app of ['family', 'committee'] as const) {
      await denied(sources[app], `insert into invitation select * from invitation`);
      await denied(sources[app], `update invitation set ends_at = now()`);
      await denied(sources[app], `update invitation set voided_at = null`);
      await denied(sources[app], `delete from invitation`);
    }
  });
  it('of the console prolongs none and gives none to another person', async () => {
    await denied(sources.console, `update invitation set ends_at = now()`);
    await denied(sources.console, `update invitation set person_id = person_id`);
    await denied(sources.console, `delete from invitation`);
  });
});
