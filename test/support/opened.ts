import { type ActName, actForms } from '#lib/cases';
import { fieldsOf } from '#lib/forms';
import { openAct } from '../../libs/cases/act.seal.js';
import type { Asks } from '#lib/journal';
import { type Vault, personPlace } from '#lib/vault';
import { testVault } from './key-ring.js';

type Query = (sql: string, params?: unknown[]) => Promise<unknown[]>;
interface Opened {
  readonly id: string;
  readonly caseId: string;
  readonly text: string;
}
export interface OpenedAct {
  readonly id: string;
  readonly name: string;
  readonly personId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Columns of the tables of a case that are sealed as a whole. */
const columns = [
  ['survey_case', 'pupil_name'],
  ['survey_case', 'grade'],
  ['relative', 'name'],
  ['appointment', 'name'],
  ['appointment', 'profession'],
  ['appointment', 'nominating_body'],
  ['released_draft', 'content'],
  ['final_report', 'content'],
  ['deliberation.standard_item', 'answer'],
  ['deliberation.standard_item', 'looked_at'],
  ['deliberation.draft', 'content'],
] as const;
type Column = (typeof columns)[number];

/** What the owner of the database reads who has the key ring too: everything in the clear. `query` is answered by the owner's account. */
export function openedBy(query: Query, vault: Vault = testVault) {
  const asks: Asks = { query: async <T>(sql: string, params: readonly unknown[] = []) => (await query(sql, [...params])) as T[] };
  const at = vault.within(asks);

  async function column(table: Column[0], name: Column[1]): Promise<Opened[]> {
    const whose = table === 'survey_case' ? 'id' : 'case_id';
    const rows = await asks.query<Opened>(`select id, ${whose} as "caseId", ${name} as text from ${table} where ${name} is not null`);
    const opened: Opened[] = [];
    for (const row of rows) opened.push({ ...row, text: (await at.ofCase(row.caseId)).open(`${table}.${name}:${row.id}`, row.text) });
    return opened;
  }
  async function acts(caseId: string, name?: string): Promise<OpenedAct[]> {
    const rows = await asks.query<OpenedAct>(
      `select id, name, person_id as "personId", data from act where case_id = $1 and name = coalesce($2, name) order by at_version`,
      [caseId, name ?? null],
    );
    const box = await at.ofCase(caseId);
    return rows.map((row) => ({ ...row, data: { ...openAct(box, row.id, row.name as ActName, row.data) } }));
  }
  /** Every text of every case that somebody wrote. */
  async function texts(): Promise<string[]> {
    const found: string[] = [];
    for (const [table, name] of columns) found.push(...(await column(table, name)).map(({ text }) => text));
    for (const { id } of await asks.query<{ id: string }>('select distinct case_id as id from act')) {
      for (const { name, data } of await acts(id)) {
        const written = fieldsOf(actForms[name as ActName]).filter(({ kind }) => ['text', 'longText', 'email', 'phone'].includes(kind));
        found.push(...written.flatMap((field) => (typeof data[field.name] === 'string' ? [data[field.name] as string] : [])));
      }
    }
    for (const { name, email } of await person()) found.push(name, email ?? '');
    return [...new Set(found)].filter((text) => text !== '');
  }
  async function person(): Promise<{ id: string; name: string; email: string | null }[]> {
    const box = await at.ofPeople();
    const rows = await asks.query<{ id: string; name: string; email: string | null }>('select id, name, email from person order by id');
    return rows.map(({ id, name, email }) => ({
      id,
      name: box.open(personPlace('name', id), name),
      email: email && box.open(personPlace('email', id), email),
    }));
  }
  return {
    column,
    person,
    texts,
    acts,
    /** Names of pupils, relatives, members and people. */
    names: async (): Promise<string[]> => {
      const ofCases = [await column('survey_case', 'pupil_name'), await column('relative', 'name'), await column('appointment', 'name')];
      const people = await person();
      return [...new Set([...ofCases.flat().map(({ text }) => text), ...people.map(({ name }) => name)])];
    },
    /** Ids of the cases of a pupil of this name. */
    casesOf: async (pupilName: string): Promise<string[]> =>
      (await column('survey_case', 'pupil_name')).filter(({ text }) => text === pupilName).map(({ id }) => id),
  };
}
