import type { PlainDate } from '#lib/kernel';
import type { Tx } from '#lib/database';
import { personPlace } from '#lib/vault';
import type { Audience } from './domain/hours.js';
import type { Kind } from './domain/letters.js';
import { appointed, copied, ofOrganisation, reachable } from './recipients.js';

/** The room in which a person would read what the letter is about. */
export type Room = 'console' | 'family' | 'committee';
export const audienceIn = (room: Room): Audience => (room === 'family' ? 'family' : 'office');

export interface Reader {
  /** null where the person has given none. */
  readonly email: string | null;
  readonly dateOfDeath: PlainDate;
  /** null where the person has nothing to do with the case any more, or does not wish contact. */
  readonly room: Room | null;
}

const isOneOf = (people: string): string => `p.id in (${people})`;

/** Letters that go to her also where no contact is recorded: that others speak for her, she can learn nowhere else. */
const alsoUnasked: readonly Kind[] = ['said-for-you'];

/** Who the person is to the case today: a relative first of all, even one who also holds an office. */
export async function readerOf(tx: Tx, caseId: string, personId: string, kind: Kind): Promise<Reader> {
  const [reader] = await tx.query<Reader>(
    `select p.email, c.date_of_death as "dateOfDeath",
       case
         when ${isOneOf(reachable)} then 'family'
         when exists (select 1 from relative r where r.case_id = c.id and r.person_id = p.id and r.withdrawn_at is null) then ${alsoUnasked.includes(kind) ? "'family'" : 'null'}
         when ${isOneOf(copied)} then 'family'
         when ${isOneOf(ofOrganisation('founder_id', ['founder', 'founderHead']))} then 'console'
         when ${isOneOf(ofOrganisation('school_id', ['school']))} then 'console'
         when ${isOneOf(appointed)} then 'committee'
       end as room
     from person p, survey_case c where c.id = $1 and p.id = $3`,
    [caseId, tx.today, personId],
  );
  const box = await tx.vault.ofPeople();
  return { ...reader!, email: reader!.email && box.open(personPlace('email', personId), reader!.email) };
}
