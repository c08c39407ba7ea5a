import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { stateNames } from '#lib/cases';
import { Vault } from '#lib/vault';
import { resealed } from './reseal.js';

/** What `survey` makes; told cases have other numbers. */
const bulk = `c.case_no like 'B-%'`;

/** Cases of one founder, as a large one would have them after years; a tenth as many belong to another. Short histories: nobody opens them. */
const survey = `
  with founders as (select f.id, array_agg(s.id order by s.id) as schools from organisation f join organisation s on s.parent_id = f.id and s.kind = 'school'
    where f.id in ($1, $2) group by f.id)
  insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
  select gen_random_uuid(), 'B-' || lpad(n::text, 7, '0'), f.id, f.schools[1 + n % cardinality(f.schools)], case when n % 9 = 0 then '2014' else '2025' end,
    ($5::text[])[1 + n % cardinality($5::text[])], d.day + 20, '架空', d.day, d.day + interval '1 day' + n * interval '1 second'
  from generate_series(1, $3::int + $4::int) n join founders f on f.id = case when n <= $3 then $1::uuid else $2::uuid end,
    lateral (select current_date - 30 - n % 1500 as day) d`;
const acts = `
  insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id, data)
  select gen_random_uuid(), c.id, k, (array['recordAwareness', 'issueRecordsHold', 'nameFamilyContact', 'recordCare'])[k], c.date_of_death + k, c.reported_at, $1, 'school', c.school_id, '{}'
  from survey_case c, generate_series(1, 4) k where ${bulk}`;
const steps = `
  insert into case_state (id, case_id, at_version, step, from_state, to_state, taken_on, taken_at, person_id, role)
  select gen_random_uuid(), c.id, 5, 'startBasicSurvey', 'INTAKE', 'BASIC_RUNNING', c.date_of_death + 5, c.reported_at, $1, 'school' from survey_case c where ${bulk}`;
const deadlines = `
  insert into deadline (id, case_id, rule, counted_from, first_counted_on, strict_on, safe_on, ext142_on, opened_at, closed_at, closed_as, met_on, next_reminder_at, calendar_version)
  select gen_random_uuid(), c.id, r.rule, c.date_of_death::text, c.date_of_death + 1, d.day, d.day, d.day, c.reported_at,
    case when met then c.reported_at end, case when met then 'met' end, case when met then d.day - 1 end, case when not met then d.day + interval '7 hours' end, 'bench'
  from survey_case c, (values ('D-BASIC-START', 1), ('D-BASIC-REPORT', 30), ('D-DECIDE', 90), ('D-JSC-DEATH', 730)) r (rule, days),
    lateral (select c.date_of_death + r.days as day, c.state = 'CLOSED' or r.days = 1 or (r.days = 30 and c.state <> 'BASIC_RUNNING') as met) d
  where ${bulk}`;
const nextDue = `
  update survey_case c set next_due_on = d.day
  from (select case_id, min(strict_on) as day from deadline where closed_at is null group by case_id) d where d.case_id = c.id and ${bulk}`;
const heads = `insert into journal_head (chain, seq, hash, drawer) select id::text, 1, encode(sha256(id::text::bytea), 'hex'), 0 from survey_case c where ${bulk}`;
const entries = `
  insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
  select id::text, 1, reported_at, id, '{}', '', encode(sha256(id::text::bytea), 'hex') from survey_case c where ${bulk}`;

export interface Owners {
  readonly founderId: string;
  readonly otherFounderId: string;
  readonly personId: string;
}

/** Adds `count` cases of the founder and a tenth as many of the other. */
export async function fillCases(owner: Client, count: number, { founderId, otherFounderId, personId }: Owners): Promise<void> {
  await owner.query(survey, [founderId, otherFounderId, count, Math.round(count / 10), stateNames]);
  await owner.query(acts, [personId]);
  await owner.query(steps, [personId]);
  await owner.query(deadlines);
  await owner.query(nextDue);
  await owner.query(heads);
  await owner.query(entries);
}

const tablesOfACase = ['survey_case', 'relative', 'appointment', 'act', 'case_state', 'deadline', 'final_report'] as const;

/** Copies a case that was told through the services, under new ids; answers those of the copies. Nobody's portal shows them. */
export async function copyCase(owner: Client, keyRing: string, caseId: string, times: number): Promise<string[]> {
  const vault = new Vault(keyRing).within({
    query: async <T>(sql: string, params: readonly unknown[] = []) => (await owner.query(sql, [...params])).rows as T[],
  });
  const from = await vault.ofCase(caseId);
  const read = async (table: string) =>
    (
      await owner.query<{ row: object }>(
        `select to_jsonb(t) as row from ${table} t where ${table === 'survey_case' ? 'id' : 'case_id'} = $1`,
        [caseId],
      )
    ).rows;
  const found = new Map<string, readonly { id: string }[]>();
  const ids = new Set<string>();
  for (const table of tablesOfACase) {
    const rows = (await read(table)).map(({ row }) => row as { id: string });
    for (const { id } of rows) ids.add(id);
    found.set(table, rows);
  }
  const copies: string[] = [];
  for (let copy = 1; copy <= times; copy++) {
    const fresh = new Map([...ids].map((id) => [id, randomUUID() as string]));
    const renamed = (text: string) => text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => fresh.get(id) ?? id);
    const key = vault.newCase(fresh.get(caseId)!);
    for (const [table, rows] of found) {
      const copied = JSON.parse(renamed(JSON.stringify(rows))) as Record<string, unknown>[];
      const sealed = rows.map((row, at) => resealed(table, row as object as Record<string, unknown>, copied[at]!, from, key.box));
      const more =
        table === 'survey_case' ? { case_no: `C-${String(copy).padStart(7, '0')}` } : table === 'relative' ? { person_id: null } : {};
      await owner.query(
        `insert into ${table} select r.* from jsonb_array_elements($1::jsonb) e, jsonb_populate_record(null::${table}, e || $2::jsonb) r`,
        [JSON.stringify(sealed), JSON.stringify(more)],
      );
      if (table === 'survey_case') await key.keep();
    }
    copies.push(fresh.get(caseId)!);
  }
  return copies;
}
