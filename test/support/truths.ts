import { type Head, type Link, verifyChain } from '#lib/journal';
import { linesOf, wholeStory } from '../../seeds/demo/story.js';
import type { House } from './house.js';

/** What must be true of a house whatever happened to it: each is asked of its database, as its owner. */

export async function caseOf(house: House, pupilName: string): Promise<{ id: string; state: string }> {
  const ids = await house.opened.casesOf(pupilName);
  return (await house.query<{ id: string; state: string }>('select id, state from survey_case where id = any($1)', [ids]))[0]!;
}

const counted = (names: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of [...names].sort()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** How often each act and step of the whole story happens; the first act is the report itself. */
export const asTold = () => {
  const lines = linesOf(wholeStory);
  return {
    acts: counted(['recordAwareness', ...lines.flatMap((line) => ('act' in line ? [line.act] : []))]),
    steps: counted(lines.flatMap((line) => ('step' in line ? [line.step] : []))),
  };
};

export async function asRecorded(house: House, caseId: string) {
  const acts = await house.query<{ name: string }>('select name from act where case_id = $1', [caseId]);
  const steps = await house.query<{ step: string }>('select step from case_state where case_id = $1', [caseId]);
  return { acts: counted(acts.map(({ name }) => name)), steps: counted(steps.map(({ step }) => step)) };
}

/** Acts and steps of the case the journal knows of; the steps of a case share one count of versions with its acts. */
export async function asJournalled(house: House, caseId: string) {
  const rows = await house.query<{ content: string }>('select content from journal_entry where case_id = $1', [caseId]);
  const entries = rows.map(({ content }) => JSON.parse(content) as { event: string; facts: Record<string, string> });
  const named = (event: string, fact: string) => counted(entries.flatMap((entry) => (entry.event === event ? [entry.facts[fact]!] : [])));
  return { acts: named('act-recorded', 'act'), steps: named('step-taken', 'step') };
}

/** Every chain of the journal that does not hold, by name. */
export async function brokenChains(house: House): Promise<string[]> {
  const heads = await house.query<Head & { chain: string }>('select chain, seq::int, hash from journal_head');
  const links = await house.query<Link & { chain: string }>(
    'select chain, seq::int, content, previous_hash as "previousHash", hash from journal_entry order by chain, seq',
  );
  const chains = [...new Set([...heads, ...links].map(({ chain }) => chain))];
  return chains.flatMap((chain) => {
    const flaw = verifyChain(
      links.filter((link) => link.chain === chain),
      heads.find((head) => head.chain === chain),
    );
    return flaw ? [`${chain}: ${flaw.what} at ${flaw.seq}`] : [];
  });
}

const now = `(now() + coalesce((select ahead from training_clock where id = 1), interval '0'))`;

/** Deadlines whose reminder is due and not made yet. */
export const dueDeadlines = async (house: House): Promise<number> =>
  (await house.query<{ n: number }>(`select count(*)::int as n from deadline where next_reminder_at <= ${now}`))[0]!.n;

/** Work the worker has still to do: jobs to relay, reminders to tell, letters to send. */
export const waitingWork = async (house: House): Promise<number> =>
  (
    await house.query<{ n: number }>(`
      select (select count(*) from outbox where relayed_at is null)
        + (select count(*) from deadline where next_reminder_at <= ${now})
        + (select count(*) from reminder r join deadline d on d.id = r.deadline_id where r.sent_at is null and d.closed_at is null)
        + (select count(*) from mail where sent_at is null and refused_at is null and not_before <= ${now}) as n`)
  ).map(({ n }) => Number(n))[0]!;

/**
 * Every reminder that was made: whose case, which rule, which lead, to which day. A deadline that was opened and settled on one and the
 * same day of the training clock is left out: whether the sweep saw it is a matter of milliseconds.
 */
export async function remindersMade(house: House): Promise<string[]> {
  const day = (column: string) => `(${column} at time zone 'Asia/Tokyo')::date`;
  const pupils = new Map((await house.opened.column('survey_case', 'pupil_name')).map(({ id, text }) => [id, text]));
  const rows = await house.query<{ caseId: string; made: string }>(`
    select d.case_id as "caseId", d.rule || ' ' || r.lead as made from reminder r join deadline d on d.id = r.deadline_id
    where d.closed_at is null or ${day('d.opened_at')} <> ${day('d.closed_at')}`);
  return rows.map(({ caseId, made }) => `${pupils.get(caseId)} ${made}`).sort();
}

/** Reminders that were told, with another number of letters than the journal says. */
export const remindersWithOtherLetters = (house: House) =>
  house.query(`
    select e.facts->>'reminderId' as id, (e.facts->>'letters')::int as said, count(m.id)::int as written
    from (select content::jsonb->'facts' as facts from journal_entry where content::jsonb->>'event' = 'reminder-sent') e
    left join mail m on m.kind = 'reminder' and m.subject_id = (e.facts->>'reminderId')::uuid
    group by 1, 2 having (e.facts->>'letters')::int <> count(m.id)`);

/** Message-IDs of the letters the house says it has sent. */
export const sentLetters = async (house: House): Promise<string[]> =>
  (await house.query<{ id: string }>('select id from mail where sent_at is not null')).map(({ id }) => id).sort();
