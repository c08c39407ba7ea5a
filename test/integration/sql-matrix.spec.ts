import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { type Account, accountName, accounts } from '#lib/database';
import { roles } from '#lib/kernel';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { SqlHouse } from '../support/sql-house.js';
import {
  type Label,
  type Planted,
  type Relation,
  type Row,
  type Settings,
  type Verb,
  reached,
  relationsOf,
  rightsOf,
} from '../support/sql-matrix.js';

jest.setTimeout(600_000);

/**
 * Every table and view × select, insert, update, delete × each account × what a transaction says of who acts, and what of the rows of two houses it
 * reaches. What is written in sql-matrix.txt is what is meant: a new table without a line fails, and so does a line that changed (renew it with
 * UPDATE_MATRIX=1 and read the difference). A row that only a unique key or a check stands against counts as reached.
 */
const committed = path.resolve(__dirname, 'sql-matrix.txt');
const [here, elsewhere] = [new SqlHouse('own'), new SqlHouse('foreign')];
const comesThrough: Readonly<Record<Account, (house: SqlHouse) => readonly Settings[]>> = {
  console: (house) => [house.as('founder'), house.as('founderHead'), house.as('administrator'), house.as('school')],
  family: (house) => [house.as('relative')],
  committee: (house) => [house.as('committeeMember'), house.as('secretariat')],
  api: (house) => [house.as('founder'), house.as('administrator'), house.as('school'), house.as('relative')],
  worker: (house) => [house.as('system')],
};
/** Names of settings, as a statement may choose them: its own people, another founder's, nobody, every role there is with whatever opens most, and the system, which an app is before anybody has signed in. */
const scenarios: Readonly<Record<string, (account: Account) => readonly Settings[]>> = {
  own: (account) => comesThrough[account](here),
  other: (account) => comesThrough[account](elsewhere),
  nobody: () => [{}],
  free: () => [
    ...roles.filter((role) => role !== 'system').map((role) => ({ ...here.as(role), maintenance: 'on' })),
    { maintenance: 'on' },
  ],
  system: () => [{ ...here.as('system'), maintenance: 'on' }],
};
const verbs = { select: 'reads', insert: 'adds', update: 'changes', delete: 'removes' } as const;
type Reach = Readonly<Record<Verb, readonly Label[]>>;

let database: TestDatabase;
const clients: Client[] = [];
let relations: readonly Relation[];
/** Table, account, scenario. */
const found = new Map<string, Map<Account, Map<string, Reach>>>();

beforeAll(async () => {
  database = await testDatabase();
  const connected = async (connectionString: string) => {
    const client = new Client({ connectionString });
    await client.connect();
    clients.push(client);
    return client;
  };
  const owner = await connected(database.ownerUrl);
  relations = await relationsOf(owner);
  const planted = [await here.plant(owner, relations), await elsewhere.plant(owner, relations)];
  for (const account of accounts) {
    const app = await connected(database.urls[account]);
    for (const relation of relations) {
      const rights = await rightsOf(owner, accountName(account), relation);
      if (Object.values(rights).every((columns) => columns.length === 0)) continue;
      const rows = planted.flatMap((of) => of.get(relation.name) ?? []);
      const labelled = labelling(relation, rows, rights.select);
      const ofAccount = new Map<string, Reach>();
      for (const [name, settings] of Object.entries(scenarios)) {
        const all: Reach[] = [];
        for (const one of settings(account)) all.push(await reached(app, one, relation, rights, rows, labelled));
        ofAccount.set(name, union(all));
      }
      found.set(relation.name, (found.get(relation.name) ?? new Map<Account, Map<string, Reach>>()).set(account, ofAccount));
    }
  }
});
afterAll(async () => {
  for (const client of clients) await client.end();
  await database.close();
});

const union = (all: readonly Reach[]): Reach =>
  Object.fromEntries(
    Object.keys(verbs).map((verb) => [verb, [...new Set(all.flatMap((one) => one[verb as Verb]))].sort()]),
  ) as unknown as Reach;
function labelling({ isView }: Relation, rows: readonly Planted[], columns: readonly string[]): (row: Row) => Label | undefined {
  if (isView) return (row) => [here, elsewhere].find((house) => house.holds(row))?.labelOfView(row);
  const textOf = (row: Row) => JSON.stringify(columns.map((column) => row[column]));
  const labels = new Map(rows.map(({ label, row }) => [textOf(row), label]));
  return (row) => labels.get(textOf(row));
}
const said = (reach: Reach): string =>
  Object.entries(verbs)
    .flatMap(([verb, word]) => (reach[verb as Verb].length > 0 ? `${word} ${reach[verb as Verb].join(' ')}` : []))
    .join(', ') || 'nothing';
function lines(): string[] {
  return relations
    .map(({ name }) => name)
    .sort()
    .flatMap((table) => {
      const ofTable = [...(found.get(table) ?? [])].flatMap(([account, ofAccount]) => {
        const byWords = new Map<string, string[]>();
        for (const [scenario, reach] of ofAccount) byWords.set(said(reach), [...(byWords.get(said(reach)) ?? []), scenario]);
        return [...byWords].map(([words, of]) => `${table} ${account} (${of.join(', ')}): ${words}`);
      });
      return ofTable.length > 0 ? ofTable : [`${table} nobody`];
    });
}
/** Table by table where an account that acts for its own people reaches a row of these. */
const reaching = (scenario: string, label: Label, verb: Verb): string[] =>
  [...found]
    .flatMap(([table, ofTable]) =>
      [...ofTable].flatMap(([account, of]) => (of.get(scenario)![verb].includes(label) ? `${table} ${account}` : [])),
    )
    .sort();

it('is as it is written', () => {
  const text = `${lines().join('\n')}\n`;
  if (process.env['UPDATE_MATRIX'] === '1') writeFileSync(committed, text);
  expect(text.split('\n')).toEqual(readFileSync(committed, 'utf8').split('\n'));
});

/** What one house may see of another at all, each for a reason. */
const known: Readonly<Record<Verb, readonly string[]>> = {
  // Names of houses, who has which role where, and accounts (their names are sealed); what signs in is found before anybody is somebody.
  select: [
    ...[
      'api_token',
      'code_by_mail',
      'device',
      'invitation',
      'journal_head',
      'oidc_grant',
      'oidc_identity',
      'organisation',
      'passkey',
      'person',
    ],
    ...['power_request', 'recovery', 'role_grant', 'session', 'sign_in_step', 'totp'],
  ],
  // Ways to sign in are of the app, whatever house: a row without its seal opens nothing.
  insert: ['code_by_mail', 'device', 'invitation', 'passkey', 'person', 'session', 'sign_in_step', 'totp'],
  update: ['api_token', 'device', 'invitation', 'oidc_identity', 'passkey', 'person', 'session', 'sign_in_step', 'totp'],
  delete: ['code_by_mail', 'device', 'passkey', 'session', 'sign_in_step', 'totp'],
};
const tablesOf = (found: readonly string[]): string[] => [
  ...new Set(found.filter((one) => !one.endsWith(' worker')).map((one) => one.split(' ')[0]!)),
];

describe('no app account, whose people it may be,', () => {
  it.each(Object.keys(verbs) as Verb[])('does more than is said here to another founder’s rows: %s', (verb) =>
    expect(tablesOf(reaching('own', 'foreign', verb)).sort()).toEqual([...known[verb]].sort()),
  );
  it.each(['nobody', 'free'])('finds rows of another founder’s case where it acts as %s', (scenario) => {
    for (const verb of Object.keys(verbs) as Verb[])
      expect(tablesOf(reaching(scenario, 'foreign', verb)).filter((table) => !known[verb].includes(table))).toEqual([]);
  });
  it('finds more where it calls itself the system, but for what comes in through a provider', () => {
    const more = (Object.keys(verbs) as Verb[]).flatMap((verb) =>
      tablesOf(reaching('system', 'foreign', verb))
        .filter((table) => !known[verb].includes(table))
        .map((table) => `${verb} ${table}`),
    );
    expect(more.sort()).toEqual(['insert role_grant', 'insert oidc_grant', 'insert oidc_identity', 'update role_grant'].sort());
  });
  it('finds a row of a case where nobody said who acts', () => {
    const cases = relations.filter(({ columns }) => columns.some(({ name }) => name === 'case_id')).map(({ name }) => name);
    for (const verb of Object.keys(verbs) as Verb[])
      for (const label of ['own', 'sister', 'foreign'] as const)
        expect(tablesOf(reaching('nobody', label, verb)).filter((table) => cases.includes(table))).toEqual([]);
  });
  it('reads the committee’s room besides the committee’s', () =>
    expect([...found].filter(([table]) => table.startsWith('deliberation.')).flatMap(([, of]) => [...of.keys()])).toEqual([
      'committee',
      'committee',
    ]));
  it('touches another relative’s rows as a relative, but for the letter about what she did', () => {
    const ofFamily = (Object.keys(verbs) as Verb[]).flatMap((verb) =>
      reaching('free', 'sister', verb)
        .filter((one) => one.endsWith(' family'))
        .map((one) => `${verb} ${one}`),
    );
    expect(ofFamily).toEqual(['select person family', 'select role_grant family', 'insert mail family', 'update person family']);
  });
  it('touches what lets people into another app', () => {
    const doors = ['console', 'family', 'committee'] as const;
    const shut = doors.flatMap((door) =>
      (['insert', 'update'] as const).flatMap((verb) =>
        reaching('free', door, verb)
          .filter((one) => doors.some((other) => other !== door && one.endsWith(` ${other}`)))
          .map((one) => `${verb} ${one} of ${door}`),
      ),
    );
    // Letters for families and members are made, and taken away, where their case is led.
    expect(shut).toEqual([
      'insert invitation console of family',
      'update invitation console of family',
      'insert invitation console of committee',
      'update invitation console of committee',
    ]);
  });
});
