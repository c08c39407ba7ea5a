import type { Tx } from '#lib/database';
import type { PlainDate } from '#lib/kernel';
import { calendarIn } from './calendar.queries.js';
import { recipientsOfLead, rungOf } from './domain/ladder.js';
import type { Recipient, Rule } from './domain/rule.js';
import { rules } from './domain/rules.js';
import { startOfDay } from './sending-hour.js';
import { leadKey } from './sweep.js';

export interface ReminderRecipient {
  readonly personId: string;
  readonly as: Recipient;
  /** From 00:00 in Asia/Tokyo of the day this person hears; the hours within the day are those of mail. */
  readonly notBefore: Date;
}

interface Reminder {
  readonly caseId: string;
  readonly rule: string;
  readonly subject: string;
  readonly lead: string;
  readonly safe: PlainDate;
  readonly strict: PlainDate;
}

/**
 * Who is told of a reminder, and from which day on; each person once, a relative as a relative first of all.
 * Nobody, where the deadline was closed or has moved since the reminder was made: a newer reminder speaks then.
 */
export async function recipientsOf(tx: Tx, reminderId: string): Promise<readonly ReminderRecipient[]> {
  const [reminder] = await tx.query<Reminder>(
    `select d.case_id as "caseId", d.rule, d.subject, r.lead, d.safe_on as safe, d.strict_on as strict
     from reminder r join deadline d on d.id = r.deadline_id where r.id = $1 and d.closed_at is null`,
    [reminderId],
  );
  const rule: Rule | undefined = rules.find(({ id }) => id === reminder?.rule);
  if (!reminder || !rule) return [];
  const lead = reminder.lead.split('/')[0] ?? '';
  const rung = rungOf(rule.ladder, reminder, lead, await calendarIn(tx));
  if (!rung || reminder.lead !== leadKey(lead, reminder.safe)) return [];
  const found = new Map<string, ReminderRecipient>();
  for (const as of recipientsOfLead(rule.ladder, rule.remind, lead)) {
    const notBefore = startOfDay(as === 'family' ? rung.on : rung.internalOn);
    const params = [reminder.caseId, tx.today, ...(as === 'member' ? [reminder.subject] : [])];
    for (const { personId } of await tx.query<{ personId: string }>(people[as], params))
      if (!found.has(personId)) found.set(personId, { personId, as, notBefore });
  }
  return [...found.values()];
}

const current = (row: string): string => `${row}.starts_on <= $2 and (${row}.ends_on is null or ${row}.ends_on >= $2)`;
const ofOrganisation = (column: string, role: string): string => `
  select distinct g.person_id as "personId" from survey_case c join role_grant g on g.organisation_id = c.${column}
  where c.id = $1 and g.role = '${role}' and ${current('g')}
    and not exists (select 1 from person q where q.id = g.person_id and q.program)`;

const appointed = `
  select distinct p.person_id as "personId" from appointment p
  where p.case_id = $1 and p.person_id is not null and p.recused_on is null and ${current('p')}
    and exists (select 1 from role_grant g where g.person_id = p.person_id and g.role = p.role and ${current('g')})`;

/** The people of a case in each part, on the day $2. Nobody has to be assigned: everyone with the role hears. */
const people: Readonly<Record<Recipient, string>> = {
  // Opted in, with a sign-in, and not recorded as wishing no contact; and whoever acts for one who wants copies to go to them.
  family: `
    select distinct r.person_id as "personId" from relative r
    where r.case_id = $1 and $2::date is not null and r.person_id is not null and r.reminders and r.withdrawn_at is null
      and coalesce((select k.name from contact_record k where k.case_id = r.case_id and k.relative_id = r.id order by k.at_version desc limit 1), '') <> 'recordNoContact'
    union
    select m.person_id from mandate m
    where m.case_id = $1 and m.person_id is not null and m.copies and ${current('m')} and m.withdrawn_on is null`,
  school: ofOrganisation('school_id', 'school'),
  founder: ofOrganisation('founder_id', 'founder'),
  founderHead: ofOrganisation('founder_id', 'founderHead'),
  secretariat: `${appointed} and p.role = 'secretariat'`,
  // The one whose declaration is owed; $3 begins with the appointment.
  member: `${appointed} and p.id::text = split_part($3, '/', 1)`,
};
