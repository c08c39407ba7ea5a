import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { type Account, accountName, accounts } from '#lib/database';
import { roles } from '#lib/kernel';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { SqlHouse } from '../support/sql-house.js';
import { type Label, type Planted, type Relation, type Row, type Settings, type Verb, reached, relationsOf, rightsOf } from '../support/sql-matrix.js';

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
/** Names of settings, as a statement may choose them: its own people, another founder's, nobody, and every role there is with whatever opens most. */
const scenarios: Readonly<Record<string, (account: Account) => readonly Settings[]>> = {
  own: (account) => comesThrough[account](here),
  other: (account) => comesThrough[account](elsewhere),
  nobody: () => [{}],
  free: () => [...roles.map((role) => ({ ...here.as(role), maintenance: 'on' })), { maintenance: 'on' }],
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
  Object.fromEntries(Object.keys(verbs).map((verb) => [verb, [...new Set(all.flatMap((one) => one[verb as Verb]))].sort()])) as unknown as Reach;
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
  [...found].flatMap(([table, ofTable]) =>
    [...ofTable].flatMap(([account, of]) => (of.get(scenario)![verb].includes(label) ? `${table} ${account}` : [])),
  ).sort();

it('is as it is written', () => {
  const text = `${lines().join('\n')}\n`;
  if (process.env['UPDATE_MATRIX'] === '1') writeFileSync(committed, text);
  expect(text.split('\n')).toEqual(readFileSync(committed, 'utf8').split('\n'));
});
