import {
  type Invited,
  emailIndex,
  endWhatTheAccountBegan,
  endGrant,
  grantRole,
  invite,
  namesOf,
  registerPerson,
  voidInvitations,
} from '#lib/accounts';
import { addDays } from '#lib/calendar';
import type { Tx } from '#lib/database';
import { Refused, type Role } from '#lib/kernel';

/** What whoever runs the system does at the machine where an office has too few people, or cannot wait: nobody else has to be the second. */
export const operatorDoings = ['administrator', 'founderHead', 'vouch', 'freshStart', 'endRole'] as const;
export type OperatorDoing = (typeof operatorDoings)[number];

export interface House {
  readonly id: string;
  readonly name: string;
}
/** One role somebody holds in the organisation today. */
export interface Holder {
  readonly grantId: string;
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
}

/** Founders, prefectures and agencies with these words in their name; at most twenty. */
export const housesNamed = (tx: Tx, asked: string): Promise<House[]> =>
  tx.query<House>(
    `select id, name from organisation where kind in ('founder', 'prefecture', 'agency') and strpos(name, $1) > 0 order by name, id limit 20`,
    [asked],
  );

/** Humans with a role there today, by name; for ending at once only administrators and heads, whose roles otherwise take two. */
export async function holdersIn(tx: Tx, houseId: string, doing: OperatorDoing): Promise<readonly Holder[]> {
  const rows = await tx.query<Omit<Holder, 'name'>>(
    `select g.id as "grantId", g.person_id as "personId", g.role from role_grant g join person p on p.id = g.person_id and not p.program
      where g.organisation_id = $1 and g.starts_on <= $2 and (g.ends_on is null or g.ends_on >= $2) and g.role <> 'breakGlass'
        and (not $3 or g.role in ('administrator', 'founderHead')) order by g.starts_on, g.id`,
    [houseId, tx.today, doing === 'endRole'],
  );
  const names = await namesOf(
    tx,
    rows.map(({ personId }) => personId),
  );
  return rows.map((row) => ({ ...row, name: names.get(row.personId) ?? '' }));
}

/** A further administrator or head, whom the operator saw: the role counts as held. Refuses: `has-account-here` for an address of this house. */
export async function appoint(
  tx: Tx,
  house: House,
  { role, personName, email }: { readonly role: 'administrator' | 'founderHead'; readonly personName: string; readonly email: string },
): Promise<Invited> {
  const known = await tx.query(
    'select from person p join role_grant g on g.person_id = p.id where p.email_index = $1 and g.organisation_id = $2 limit 1',
    [emailIndex(tx, email), house.id],
  );
  if (known.length > 0) throw new Refused('has-account-here');
  const personId = await registerPerson(tx, { name: personName, email });
  await grantRole(tx, { personId, role, organisationId: house.id, startsOn: tx.today, atTheMachine: true });
  return invite(tx, personId, 'console', 'first', { house: house.id });
}

/** The operator saw that this person holds the account: no hand of before counts, roles held now count as held, letters that wait end. */
export async function vouch(tx: Tx, personId: string): Promise<void> {
  await voidInvitations(tx, personId);
  await tx.change('update person set vouched_at = clock_timestamp() where id = $1', [personId]);
  await tx.tell({ name: 'person-vouched', caseId: null, facts: { personId } });
}

/** A fresh start at once: every way to sign in and every session ends, and the code is handed over by the operator. */
export async function freshStart(tx: Tx, house: House, personId: string): Promise<Invited> {
  await endWhatTheAccountBegan(tx, personId);
  await tx.tell({ name: 'renewed-at-the-machine', caseId: null, facts: { personId } });
  return invite(tx, personId, 'console', 'recovery', { house: house.id });
}

/** Ends an administrator's or a head's role at once, with its sessions and tokens. */
export const endAtTheMachine = (tx: Tx, { grantId }: Holder): Promise<void> => endGrant(tx, grantId, addDays(tx.today, -1));
