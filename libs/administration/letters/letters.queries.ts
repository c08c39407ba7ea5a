import { hasAnyWay } from '#lib/accounts';
import type { Tx } from '#lib/database';
import type { LetterState } from '../domain/letters.js';
import { powerAskedFor } from '../powers/powers.queries.js';

export interface LetterHere {
  readonly state: LetterState;
  readonly endsAt: Date | null;
}

/**
 * How the newest letter of this house to the person stands. What happened to an account that is others' too never shows: its letter waits, and
 * then has ended. `used` without a letter: the person signed in before there were letters.
 */
export async function letterStateOf(tx: Tx, personId: string): Promise<LetterHere> {
  if (await powerAskedFor(tx, personId)) return { state: 'asked', endsAt: null };
  const [row] = await tx.query<{ state: LetterState; endsAt: Date | null }>(
    `select l.made_at + interval '30 days' as "endsAt",
        case when i.used_at is not null then 'used'
             when l.made_at + interval '30 days' <= clock_timestamp() then 'ended' else 'waiting' end as state
       from staff_letter l left join invitation i on i.id = l.invitation_id
      where l.person_id = $1 and l.organisation_id = $2 and l.made_at is not null order by l.asked_at desc limit 1`,
    [personId, tx.actor.organisationId],
  );
  return row ?? { state: (await hasAnyWay(tx, personId)) ? 'used' : 'none', endsAt: null };
}
