import { type Invited, currentGrants, grantRole, hasSignedIn, invite, registerPerson } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { type PlainDate, Refused } from '#lib/kernel';
import { useRequest } from './requests.js';

/** Ways to see that it is this relative who asks for a new letter. */
export const identityWays = ['known', 'document', 'callBack', 'lawyer'] as const;
export type IdentityWay = (typeof identityWays)[number];

/** Whom a letter is for: a relative, or whoever holds a mandate. */
export interface Receiver {
  readonly as: 'relative' | 'representative';
  /** Id of the relative or of the mandate. */
  readonly id: string;
}

export interface LetterTo {
  readonly caseId: string;
  readonly to: Receiver;
  /** Her mail address, where one was given; she confirms or changes it herself. */
  readonly email: string | null;
}

interface Named {
  readonly relativeId: string;
  readonly personId: string | null;
  readonly name: string;
  readonly founderId: string;
}

/**
 * Makes the code of a letter to one relative or representative; the case must have been found within the actor's scope before. A relative without an
 * account gets one here. Nothing she signs in with ends by it: that happens when the code is used.
 * Refuses: `not-found`; `identity-not-checked`, `not-before` where she could sign in already and the letter was not asked for and confirmed
 * by two, or its time has not come; `signs-in-elsewhere` where what she signs in with leads elsewhere too.
 */
export async function makeLetter(tx: Tx, { caseId, to, email }: LetterTo): Promise<Invited> {
  const [named] = await tx.query<Named>(
    `select ${relativeOf[to.as]} as "relativeId", r.person_id as "personId", r.name, c.founder_id as "founderId"
      from ${tableOf[to.as]} r join survey_case c on c.id = r.case_id where r.id = $1 and r.case_id = $2 ${to.as === 'relative' ? 'and r.withdrawn_at is null' : ''} for update of r`,
    [to.id, caseId],
  );
  if (!named) throw new Refused('not-found');
  const { personId: known, founderId, relativeId } = named;
  if (known !== null && (await signsInElsewhere(tx, known, founderId))) throw new Refused('signs-in-elsewhere');
  const recovery = known !== null && (await hasSignedIn(tx, known));
  const request = recovery ? await useRequest(tx, caseId, to) : null;
  const name = (await tx.vault.ofCase(caseId)).open(`${tableOf[to.as]}.name:${to.id}`, named.name);
  const personId = known ?? (await register(tx, to, name, email));
  await admit(tx, personId, to.as);
  const invited = await invite(tx, personId, 'family', recovery ? 'recovery' : 'first', { together: request?.identityBy ?? null });
  const check = [request?.identityHow ?? null, request?.identityBy ?? null, request?.identityOn ?? null];
  await tx.change(
    'insert into family_letter (invitation_id, case_id, relative_id, mandate_id, identity_how, identity_by, identity_on) values ($1, $2, $3, $4, $5, $6, $7)',
    [invited.id, caseId, relativeId, mandateOf(to), ...check],
  );
  const facts = {
    relativeId,
    mandateId: mandateOf(to),
    invitationId: invited.id,
    recovery,
    identityHow: check[0],
    identityBy: check[1],
    identityOn: check[2],
  };
  await tx.tell({ name: 'family-letter-made', caseId, facts });
  return invited;
}

const tableOf = { relative: 'relative', representative: 'mandate' } as const;
const relativeOf = { relative: 'r.id', representative: 'r.relative_id' } as const;
const mandateOf = ({ as, id }: Receiver): string | null => (as === 'representative' ? id : null);

/** An account for somebody who has none. */
async function register(tx: Tx, to: Receiver, name: string, email: string | null): Promise<string> {
  // Somebody may sign in with this address already, be it herself at an office: a family's door is not joined to another, and nobody learns it.
  const personId = await registerPerson(tx, { name, email });
  await tx.change(`update ${tableOf[to.as]} set person_id = $2 where id = $1`, [to.id, personId]);
  return personId;
}

async function admit(tx: Tx, personId: string, as: Receiver['as']): Promise<void> {
  const grants = await currentGrants(tx, personId, tx.today);
  if (!grants.some(({ role }) => role === as)) await grantRole(tx, { personId, role: as, organisationId: null, startsOn: tx.today });
}

/**
 * Whether what the person signs in with leads to anything but cases of this founder: an office, or the case of another founder, as a relative or for one. Ways to sign in
 * are the person's own; a letter of one house must not become a way into another.
 */
export async function signsInElsewhere(tx: Tx, personId: string, founderId: string): Promise<boolean> {
  const [row] = await tx.query<{ does: boolean }>(
    `select relative_elsewhere($1, $2)
       or exists (select from role_grant where person_id = $1 and role not in ('relative', 'representative') and (ends_on is null or ends_on >= $3)) as does`,
    [personId, founderId, tx.today],
  );
  return row!.does;
}

export interface LetterMade {
  readonly madeAt: Date;
  readonly endsAt: Date;
  readonly state: 'waiting' | 'begun' | 'used' | 'replaced' | 'ended';
  readonly identityHow: IdentityWay | null;
  readonly identityBy: string | null;
  readonly identityOn: PlainDate | null;
}

/** The letters made for a relative of this case or for a representative, the newest first. */
export const lettersTo = (tx: Tx, caseId: string, to: Receiver): Promise<LetterMade[]> =>
  tx.query<LetterMade>(
    `select i.made_at as "madeAt", i.ends_at as "endsAt", l.identity_how as "identityHow", l.identity_by as "identityBy",
       l.identity_on::text as "identityOn",
       case when i.used_at is not null then 'used' when i.voided_at is not null then 'replaced'
            when i.ends_at <= clock_timestamp() then 'ended' when i.opened_at is not null then 'begun' else 'waiting' end as state
     from family_letter l join invitation i on i.id = l.invitation_id
     where l.case_id = $1 and ${to.as === 'relative' ? 'l.relative_id = $2 and l.mandate_id is null' : 'l.mandate_id = $2'} order by i.made_at desc limit 20`,
    [caseId, to.id],
  );
