import type { Role } from '#lib/kernel';
import type { Tx } from '#lib/database';
import type { To } from './domain/letters.js';

/** What happened, as far as receivers are found from it. */
export interface About {
  readonly caseId: string;
  /** The act that caused the letter; null where it was no act. */
  readonly actId: string | null;
}

const mandateHolds = 'm.starts_on <= $2 and (m.ends_on is null or m.ends_on >= $2) and m.withdrawn_on is null';
const current = (row: string): string => `${row}.starts_on <= $2 and (${row}.ends_on is null or ${row}.ends_on >= $2)`;

/** SQL for the people with a current grant in the founder or school of the case $1 on the day $2. */
export const ofOrganisation = (column: 'founder_id' | 'school_id', roles: readonly Role[]): string => `
  select g.person_id from survey_case c join role_grant g on g.organisation_id = c.${column}
  where c.id = $1 and g.role in (${roles.map((role) => `'${role}'`).join(', ')}) and ${current('g')}
    and not exists (select 1 from person q where q.id = g.person_id and q.program)`;

/** SQL for the relatives with a sign-in whose latest record on contact is not "no contact". */
export const reachable = `
  select r.person_id from relative r
  where r.case_id = $1 and r.person_id is not null and r.withdrawn_at is null
    and coalesce((select k.name from contact_record k
      where k.case_id = r.case_id and k.relative_id = r.id order by k.at_version desc limit 1), '') <> 'recordNoContact'`;

/** SQL for those who act for a relative who wants copies to go to them, on the day $2. Also where she herself wishes no contact. */
const copiesOf = (whose: string): string => `
  select m.person_id from mandate m where m.case_id = $1 and m.person_id is not null and m.copies and ${mandateHolds} ${whose}`;
export const copied = copiesOf('');

const asker = `${reachable}
    and exists (select 1 from act answer join act question on question.id::text = answer.data->>'to' and question.case_id = answer.case_id
      where answer.id = $2 and question.data->>'relative' = r.id::text)`;

const askersCopies = copiesOf(`
    and exists (select 1 from act answer join act question on question.id::text = answer.data->>'to' and question.case_id = answer.case_id
      where answer.id = $3 and question.data->>'relative' = m.relative_id::text)`);

/** SQL for the members and the secretariat appointed to the case, while they hold the role. */
export const appointed = `
  select p.person_id from appointment p
  where p.case_id = $1 and p.person_id is not null and p.recused_on is null and ${current('p')}
    and exists (select 1 from role_grant g where g.person_id = p.person_id and g.role = p.role and ${current('g')})`;

interface Query {
  readonly sql: string;
  readonly more?: readonly ('today' | 'act')[];
}
const queries: Readonly<Record<To, readonly Query[]>> = {
  founder: [{ sql: ofOrganisation('founder_id', ['founder', 'founderHead']), more: ['today'] }],
  school: [{ sql: ofOrganisation('school_id', ['school']), more: ['today'] }],
  committee: [{ sql: appointed, more: ['today'] }],
  relatives: [{ sql: reachable }, { sql: copied, more: ['today'] }],
  asker: [
    { sql: asker, more: ['act'] },
    { sql: askersCopies, more: ['today', 'act'] },
  ],
};

/** The account of one relative of the case; nobody where she has none, or acts herself. */
export const herself = async (tx: Tx, caseId: string, relativeId: string): Promise<readonly string[]> =>
  (
    await tx.query<{ personId: string }>(
      'select person_id as "personId" from relative where case_id = $1 and id::text = $2 and person_id is not null and person_id <> $3',
      [caseId, relativeId, tx.actor.personId],
    )
  ).map(({ personId }) => personId);

/** The people a letter goes to, found in the transaction of its cause; each once, and not the one who caused it. */
export async function receivers(tx: Tx, to: readonly To[], { caseId, actId }: About): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const { sql, more = [] } of to.flatMap((group) => queries[group])) {
    const params = [caseId, ...more.map((one) => (one === 'today' ? tx.today : actId))];
    for (const { person_id } of await tx.query<{ person_id: string }>(sql, params)) found.add(person_id);
  }
  found.delete(tx.actor.personId);
  return [...found].sort();
}
