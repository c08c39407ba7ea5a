import fc from 'fast-check';
import { Client } from 'pg';
import { type DataSource } from 'typeorm';
import { addDays } from '#lib/calendar';
import { findCase, listCases, viewCase } from '#lib/cases';
import { type Account, Clock, Listeners, Tx, UnitOfWork, accountName, accounts, allowTrainingClock, openDataSource } from '#lib/database';
import { type Actor, type PlainDate, Refused, type Role, type Zone, newId, systemActor } from '#lib/kernel';
import { rights, securedTables } from '../../migrations/index.js';
import type { AccountName } from '../../migrations/rights.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { testVault } from '../support/key-ring.js';
import { type Built, type BuiltWorld, build, noon, sizes, someWorld } from '../support/worlds.js';

jest.setTimeout(300_000);

class SetDay extends Clock {
  on: PlainDate = noon;
  async now(): Promise<Date> {
    return new Date(`${this.on}T12:00:00+09:00`);
  }
}

let database: TestDatabase;
let owner: Client;
const clock = new SetDay();
const sources = {} as Record<Account, DataSource>;
/** Every case of every world so far: the worlds lie beside each other in one database. */
const everything: Built[] = [];

beforeAll(async () => {
  database = await testDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await allowTrainingClock((sql) => owner.query(sql));
  for (const account of accounts) sources[account] = await openDataSource(database.urls[account]);
});
afterAll(async () => {
  for (const source of Object.values(sources)) await source.destroy();
  await owner.end();
  await database.close();
});

/** The model: who finds a case, in plain words, written without a look at SQL. */
function finds({ role, organisationId, personId }: Actor, today: PlainDate, one: Built): boolean {
  switch (role) {
    case 'school':
      return organisationId === one.school;
    case 'founder':
    case 'founderHead':
      return organisationId === one.founder;
    case 'prefecture':
      return one.prefecture !== null && organisationId === one.prefecture && (one.overridden || one.serious);
    case 'reader':
      return organisationId !== null && one.consented;
    case 'relative':
      return one.relatives.includes(personId);
    case 'representative':
      return one.mandates.some(
        ({ person, startsOn, endsOn, withdrawnOn }) =>
          person === personId && withdrawnOn === null && !(today < startsOn) && !(endsOn !== null && endsOn < today),
      );
    case 'committeeMember':
    case 'secretariat':
      return one.appointments.some(
        (term) =>
          term.person === personId &&
          term.role === role &&
          term.recusedOn === null &&
          !(today < term.startsOn) &&
          !(term.endsOn !== null && term.endsOn < today),
      );
    case 'breakGlass':
      return one.openings.some(({ asker, confirmed, ended, over }) => asker === personId && confirmed && !ended && !over);
    case 'system':
      return true;
    case 'administrator':
      return false;
  }
}

const doors: Readonly<Record<Role, readonly Zone[]>> = {
  school: ['console', 'api'],
  founder: ['console', 'api'],
  founderHead: ['console', 'api'],
  prefecture: ['console', 'api'],
  reader: ['console', 'api'],
  administrator: ['console', 'api'],
  relative: ['family', 'api'],
  representative: ['family'],
  committeeMember: ['committee', 'api'],
  secretariat: ['committee', 'api'],
  breakGlass: ['committee'],
  system: ['worker'],
};
const someActor = fc
  .constantFrom(...(Object.keys(doors) as Role[]))
  .chain((role) =>
    fc.record({ role: fc.constant(role), zone: fc.constantFrom(...doors[role]), at: fc.nat(59), today: fc.integer({ min: -2, max: 2 }) }),
  );
type SomeActor = typeof someActor extends fc.Arbitrary<infer T> ? T : never;

function actorIn(world: BuiltWorld, { role, zone, at }: SomeActor): Actor {
  if (role === 'system') return systemActor(zone);
  const of: Partial<Record<Role, readonly string[]>> = {
    school: world.schools,
    prefecture: world.prefectures,
    founder: world.founders,
    founderHead: world.founders,
    administrator: world.founders,
    reader: world.founders,
  };
  const organisations = of[role];
  return {
    personId: world.people[at % sizes.people]!,
    role,
    organisationId: organisations ? organisations[at % organisations.length]! : null,
    zone,
  };
}

/** The journal takes of a person only roles that were given: whoever acts in the world holds the one they act in. */
const heldBy = ({ personId, role, organisationId }: Actor): Promise<unknown> =>
  role === 'system'
    ? Promise.resolve()
    : owner.query(`insert into role_grant (id, person_id, role, organisation_id, starts_on) values ($1, $2, $3, $4, '2026-06-01')`, [
        newId(),
        personId,
        role,
        organisationId,
      ]);

const work = (zone: Zone) => new UnitOfWork(sources[zone], clock, new Listeners(), testVault);
const told = <T>(actor: Actor, doing: (tx: Tx) => Promise<T>): Promise<T> =>
  work(actor.zone).run(actor, async (tx) => {
    const answer = await doing(tx);
    await tx.readList(
      'case-list',
      everything.map(({ id }) => id),
    );
    return answer;
  });
const codeOf = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'found',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

/** All pages of a list, one after the other, as somebody who takes everything out would ask for them. */
async function wholeList(tx: Tx, filter: Parameters<typeof listCases>[1]): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listCases>> = await listCases(tx, { ...filter, limit: 3, ...(after ? { after } : {}) });
    ids.push(...page.items.map(({ id }) => id));
    after = page.next;
  } while (after !== null);
  return ids;
}

async function compareApplication(actor: Actor, today: PlainDate, mine: readonly Built[], world: BuiltWorld): Promise<void> {
  const idsOf = (cases: readonly Built[]) => cases.map(({ id }) => id).sort();
  const listed = (filter: Parameters<typeof listCases>[1]) => told(actor, async (tx) => (await wholeList(tx, filter)).sort());
  expect(await listed({})).toEqual(idsOf(mine));
  expect(await listed({ sort: 'reported' })).toEqual(idsOf(mine));
  expect(await listed({ late: true })).toEqual(idsOf(mine.filter(({ dueOn }) => dueOn !== null && dueOn < today)));
  for (const { caseNo, state } of world.cases) {
    expect(await listed({ caseNo })).toEqual(idsOf(mine.filter((one) => one.caseNo === caseNo)));
    expect(await listed({ state })).toEqual(idsOf(mine.filter((one) => one.state === state)));
  }
  for (const { id } of world.cases) {
    const expected = mine.some((one) => one.id === id) ? 'found' : 'not-found';
    expect(await codeOf(told(actor, (tx) => findCase(tx, id)))).toBe(expected);
    expect(await codeOf(told(actor, (tx) => viewCase(tx, id, 'case-page')))).toBe(expected);
  }
}

const ofCase: Readonly<Record<string, string>> = { survey_case: 'id', reminder: 'deadline_id' };
const asked = [...Object.keys(securedTables).filter((table) => table !== 'idempotency'), 'released_act', 'contact_record'];

/** Rows about one relative, seen by herself and whoever acts for her. */
const ofOneRelative = ['relative', 'mandate', 'contact_record', 'act'];

/** Whether an account may read a column at all: the worker, for one, sees of the journal only which chains have grown. */
function reads(account: AccountName, table: string, column: string): boolean {
  const [right, columns] = /\bselect\b(?: \(([^)]*)\))?/.exec(rights[account][table] ?? '') ?? [];
  return right !== undefined && (columns === undefined || columns.split(', ').includes(column));
}

/** Bare statements without any condition, under the account of the app: every row that comes belongs to a case of the model. */
async function compareDatabase(actor: Actor, mine: ReadonlySet<string>): Promise<void> {
  const member = actor.zone === 'api' && ['committeeMember', 'secretariat'].includes(actor.role);
  const account = (member ? 'yorisoi_committee' : accountName(actor.zone)) as AccountName;
  const all = await countsNow(account);
  for (const table of asked) {
    const key = ofCase[table] ?? 'case_id';
    if (!reads(account, table, key)) continue;
    // Whose account a letter would lead into is told so wherever it was asked for: these rows are the person's own.
    if (account === 'yorisoi_family' && table === 'family_letter_request') continue;
    const rows = await work(actor.zone).run(actor, (tx) =>
      tx.query<{ id: string; n: number }>(`select ${key} as id, count(*)::int as n from ${table} where ${key} is not null group by 1`),
    );
    // Which of these rows are whose, test/integration/between-relatives.spec.ts asks: here, that none is of another case.
    if (ofOneRelative.includes(table) && ['relative', 'representative'].includes(actor.role)) {
      expect([table, rows.filter(({ id }) => !mine.has(id))]).toEqual([table, []]);
      continue;
    }
    const expected = [...all.get(table)!].filter(([id]) => mine.has(id));
    expect([table, new Map(rows.map(({ id, n }) => [id, n]))]).toEqual([table, new Map(expected)]);
  }
}

/** What is there to be seen: what goes on in a committee's room is journalled apart, and no app's account but the room's reads that chain. */
async function countsNow(account: AccountName): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const counts = new Map<string, Map<string, number>>();
  for (const table of asked) {
    const key = ofCase[table] ?? 'case_id';
    const seen = table === 'journal_entry' && account !== 'yorisoi_committee' ? "and not starts_with(chain, 'room/')" : '';
    const { rows } = await owner.query<{ id: string; n: number }>(
      `select ${key} as id, count(*)::int as n from ${table} where ${key} is not null ${seen} group by 1`,
    );
    counts.set(table, new Map(rows.map(({ id, n }) => [id, n])));
  }
  return counts;
}

it('in random worlds application, database and a plain model find the same cases', async () => {
  await fc.assert(
    fc.asyncProperty(someWorld, fc.array(someActor, { minLength: 4, maxLength: 8 }), async (world, actors) => {
      const built = await build(owner, world);
      everything.push(...built.cases);
      for (const some of actors) {
        clock.on = addDays(noon, some.today);
        const actor = actorIn(built, some);
        await heldBy(actor);
        const mine = everything.filter((one) => finds(actor, clock.on, one));
        // The worker lists nothing and shows nothing; its account may not.
        if (actor.role !== 'system') await compareApplication(actor, clock.on, mine, built);
        await compareDatabase(actor, new Set(mine.map(({ id }) => id)));
      }
    }),
    { numRuns: Number(process.env['WORLDS'] ?? 12) },
  );
});

it('what is not yours takes the same way as what never was', async () => {
  const [foreign] = everything;
  const query = jest.spyOn(Tx.prototype, 'query');
  const way = async (actor: Actor, id: string): Promise<unknown> => {
    query.mockClear();
    const refusal = await work(actor.zone)
      .run(actor, (tx) => viewCase(tx, id, 'case-page'))
      .catch((error: unknown) => error as Refused);
    const { code, facts } = refusal as Refused;
    return [code, facts, query.mock.calls.map(([sql]) => sql)];
  };
  for (const [name, zones] of Object.entries(doors))
    for (const zone of zones.filter((one) => one !== 'worker')) {
      const actor: Actor = { personId: newId(), role: name as Role, organisationId: newId(), zone };
      // Another person: the second try of an hour is counted and not journalled, whatever it was.
      if (name !== 'reader') expect(await way(actor, foreign!.id)).toEqual(await way({ ...actor, personId: newId() }, newId()));
    }
  query.mockRestore();
});
