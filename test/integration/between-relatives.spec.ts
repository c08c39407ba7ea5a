import { historyOf, seenBy } from '#lib/cases';
import { Listeners, SystemClock, type Tx, UnitOfWork, openDataSource } from '#lib/database';
import type { Role } from '#lib/kernel';
import type { DataSource } from 'typeorm';
import { rights, securedTables } from '../../migrations/index.js';
import { testVault } from '../support/key-ring.js';
import { type RepresentativeWorld, lawyerWith, representativeWorld } from '../support/representative.world.js';

jest.setTimeout(180_000);
let world: RepresentativeWorld;
let family: DataSource;
let one: Awaited<ReturnType<RepresentativeWorld['tell']>>;
const who = ['mother', 'father', 'lawyer'] as const;
type Who = (typeof who)[number];

/** A case in which both parents and the mother's lawyer did all that families do, and offices answered and entered things for each. */
beforeAll(async () => {
  world = await representativeWorld();
  family = await openDataSource(world.database.urls.family);
  one = await world.tell();
  const at = `/cases/${one.caseId}`;
  const { founder } = world.people;
  const cookies = { mother: await world.signIn('mother@family.example'), father: await world.signIn('father@family.example') };
  for (const parent of ['mother', 'father'] as const) {
    await world.fillIn(`${at}/intention`, { wish: 'WISH', consentMext: 'yes' }, cookies[parent]);
    await world.fillIn(`${at}/questions`, { question: `${parent} の質問` }, cookies[parent]);
    const [asked] = await world.sql<{ id: string }>(
      `select id from act where case_id = $1 and name = 'askQuestion' order by at_version desc limit 1`,
      [one.caseId],
    );
    await world.house.does(founder, one.caseId, 'answerQuestion', { to: asked!.id, answer: '答え' });
    const does = (act: Parameters<typeof world.house.does>[2], data: object) =>
      world.house.does(founder, one.caseId, act, { relative: one[parent], ...data });
    await does('recordIntention', { wish: 'NO_WISH', statedBy: 'oral' });
    await does('declineJsc', { statement: '書' });
    const quiet = await does('recordNoContact', { noContactKind: 'declined', statement: '書' });
    await world.fillIn(`${at}/entered`, { to: quiet }, cookies[parent], `${at}/entered/confirm`);
  }
  await world.fillIn(`${at}/representative`, lawyerWith({ maySpeak: 'yes', mayWish: 'yes', copies: 'yes' }), cookies.mother);
  await world.letIn(one.caseId, 'bengo@law.example');
  await world.fillIn(`${at}/representative`, lawyerWith({ email: 'tomo@help.example', representativeName: '架空 支援' }), cookies.father);
  await world.letIn(one.caseId, 'tomo@help.example');
  const lawyer = await world.signIn('bengo@law.example');
  await world.fillIn(`${at}/questions`, { question: '代理人の質問' }, lawyer);
  await world.fillIn(`${at}/supplement`, { request: '父の求め' }, cookies.father);
});
afterAll(async () => {
  await family?.destroy();
  await world?.close();
});

const as = <T>(name: Who, doing: (tx: Tx) => Promise<T>): Promise<T> =>
  new UnitOfWork(family, new SystemClock(), new Listeners(), testVault).run(
    { personId: world.people[name].id, role: name === 'lawyer' ? 'representative' : 'relative', organisationId: null, zone: 'family' },
    async (tx) => {
      const answer = await doing(tx);
      await tx.read('family', one.caseId);
      return answer;
    },
  );
const reader = (name: Who) => {
  const of = name === 'lawyer' ? 'mother' : name;
  const role: Role = name === 'lawyer' ? 'representative' : 'relative';
  return { role, me: { personId: world.people[of].id, relativeIds: [one[of]] }, appointments: [] };
};

it.each(who)('what the %s is shown is the same, whether it is taken of all acts or of those the database lets through', async (name) => {
  const all = await world.house.asOwner((tx) => historyOf(tx, one.caseId));
  const seen = await as(name, (tx) => historyOf(tx, one.caseId));
  const shown = (history: typeof all) => JSON.stringify(seenBy(reader(name), history).entries);
  expect(shown(seen)).toBe(shown(all));
  expect(seen.entries.length).toBeLessThan(all.entries.length);
});

describe('a bare statement on the family’s pages, without any condition', () => {
  const tables = [...Object.keys(securedTables), 'released_act', 'contact_record', 'opened_by_office'].filter((table) =>
    /\bselect\b/.test(rights.yorisoi_family[table] ?? ''),
  );
  const columns = (table: string) => /\bselect\b(?: \(([^)]*)\))?/.exec(rights.yorisoi_family[table]!)![1] ?? '*';
  /** Who was told together with her is named in what was told; when something is due is said of the case. */
  const together = (table: string, row: object) =>
    table === 'deadline' || (table === 'released_act' && 'relatives' in (row as { data: object }).data);

  it.each(tables)('finds in %s no row of another relative, nor of whoever acts for one', async (table) => {
    const others = [one.father, world.people.father.id, world.people.friend.id];
    const [theirs] = await world.sql<{ ids: string[] }>(
      `select coalesce(array_agg(id::text), '{}') as ids from act where case_id = $1 and (data->>'relative' = $2 or person_id = $3)`,
      [one.caseId, one.father, world.people.father.id],
    );
    for (const name of ['mother', 'lawyer'] as const) {
      const rows = await as(name, (tx) => tx.query<object>(`select ${columns(table)} from ${table}`));
      const about = rows.filter((row) => !together(table, row)).map((row) => JSON.stringify(row));
      for (const id of [...others, ...theirs!.ids]) expect(about.filter((row) => row.includes(id))).toEqual([]);
    }
  });
  it('finds her own', async () => {
    for (const table of ['relative', 'mandate', 'released_act', 'contact_record', 'opened_by_office'])
      expect([table, (await as('mother', (tx) => tx.query(`select from ${table}`))).length > 0]).toEqual([table, true]);
  });
  it.each([
    ['sets the reminders of another', 'update relative set reminders = not reminders where id = $1', () => [one.father]],
    ['ends the mandate another gave', `update mandate set withdrawn_on = current_date where relative_id = $1`, () => [one.father]],
  ])('never %s', async (_, sql, params) => {
    const changed = await as('mother', (tx) => tx.change(sql, params()));
    expect(changed).toBe(0);
  });
  it('enters nothing about another, or in another’s name', async () => {
    const enters = (personId: string, relative: string) =>
      as('mother', (tx) =>
        tx.query(
          `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data)
           select gen_random_uuid(), id, version, 'recordIntention', current_date, now(), $2, 'relative', jsonb_build_object('relative', $3::text, 'proof', 's1:1:x')
           from survey_case where id = $1`,
          [one.caseId, personId, relative],
        ),
      );
    const { mother, father } = world.people;
    await expect(enters(mother.id, one.father)).rejects.toThrow('row-level security');
    await expect(enters(father.id, one.father)).rejects.toThrow('not for this account');
    // What goes no further than its version is what is left: the row itself is hers.
    await expect(enters(mother.id, one.mother)).rejects.toThrow('act_case');
  });
});

describe('what takes all of them is still known', () => {
  const consented = async (caseId: string) =>
    (await world.sql<{ consented: boolean }>('select consented from survey_case where id = $1', [caseId]))[0]!.consented;
  it('results go to the ministry once each has agreed, whoever agreed last, and no longer when one takes it back', async () => {
    const { caseId } = await world.tell();
    const [mother, father] = [await world.signIn('mother@family.example'), await world.signIn('father@family.example')];
    const says = (consentMext: string, cookie: string) => world.fillIn(`/cases/${caseId}/intention`, { wish: 'WISH', consentMext }, cookie);
    await says('no', father);
    await says('yes', mother);
    expect(await consented(caseId)).toBe(false);
    await says('yes', father);
    expect(await consented(caseId)).toBe(true);
    await says('no', mother);
    expect(await consented(caseId)).toBe(false);
  });
});
