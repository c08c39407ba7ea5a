import type { Tx } from '#lib/database';
import { personPlace } from '#lib/vault';

/** An address as it is kept and written to. */
export const tidyEmail = (email: string): string => email.trim().normalize('NFKC');

/** By what the person with this address is found, without regard to case: the address itself is sealed. */
export const emailIndex = (tx: Tx, email: string): string => tx.vault.print('person.email', tidyEmail(email).toLowerCase());

/** An address as the table keeps it, and what it is found by. */
export async function sealedEmail(tx: Tx, personId: string, email: string | null): Promise<{ email: string | null; index: string | null }> {
  if (email === null) return { email: null, index: null };
  const box = await tx.vault.ofPeople();
  return { email: box.seal(personPlace('email', personId), tidyEmail(email)), index: emailIndex(tx, email) };
}

/** A name as the table keeps it. */
export const sealedName = async (tx: Tx, personId: string, name: string): Promise<string> =>
  (await tx.vault.ofPeople()).seal(personPlace('name', personId), name);

interface Sealed {
  readonly personId: string;
  readonly name?: string;
  readonly email?: string | null;
}
/** Rows with the names and addresses of people opened: `name` and `email` as they stand in the table, `personId` whose they are. */
export async function openPeople<Row extends Sealed>(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  if (rows.length === 0) return [];
  const box = await tx.vault.ofPeople();
  return rows.map((row) => ({
    ...row,
    ...(row.name === undefined ? {} : { name: box.shown(personPlace('name', row.personId), row.name) }),
    ...(row.email == null ? {} : { email: box.shown(personPlace('email', row.personId), row.email) }),
  }));
}

const sealedEmailOf = async (tx: Tx, personId: string): Promise<string | null> =>
  (await tx.query<{ email: string | null }>('select email from person where id = $1', [personId]))[0]?.email ?? null;

/** The address of a person, to write to or to keep; null where none was given. Throws `SealBroken` where it cannot be opened. */
export async function emailOf(tx: Tx, personId: string): Promise<string | null> {
  const email = await sealedEmailOf(tx, personId);
  return email && (await tx.vault.ofPeople()).open(personPlace('email', personId), email);
}

/** The address of a person as a page shows it; null where none was given. */
export async function shownEmailOf(tx: Tx, personId: string): Promise<string | null> {
  const email = await sealedEmailOf(tx, personId);
  return email && (await tx.vault.ofPeople()).shown(personPlace('email', personId), email);
}

/** Days for which the address that was left first goes on being kept, to be told. */
const daysOfNotice = 30;

/** Keeps the address the person is about to leave, to be told of it; one that was left within days before is kept instead, whoever left it. */
export async function keepForNotice(tx: Tx, personId: string): Promise<void> {
  const email = await emailOf(tx, personId);
  if (email === null) return;
  await tx.change(
    `update person set email_before = $2, email_left_at = clock_timestamp()
      where id = $1 and (email_left_at is null or email_left_at < clock_timestamp() - make_interval(days => ${daysOfNotice}))`,
    [personId, (await tx.vault.ofPeople()).seal(personPlace('email_before', personId), email)],
  );
}

/** The address the person left; null where there is none. */
export async function emailBefore(tx: Tx, personId: string): Promise<string | null> {
  const [row] = await tx.query<{ email: string | null }>('select email_before as email from person where id = $1', [personId]);
  return row?.email == null ? null : (await tx.vault.ofPeople()).open(personPlace('email_before', personId), row.email);
}

/** After a fresh start the address is again the one that was left within those days: whoever had the account may have set the other. She sees it, and changes it. */
export async function takeBackAddress(tx: Tx, personId: string): Promise<void> {
  const left = await tx.query('select from person where id = $1 and email_left_at > clock_timestamp() - make_interval(days => $2)', [
    personId,
    daysOfNotice,
  ]);
  const email = left.length > 0 ? await emailBefore(tx, personId) : null;
  if (email === null) return;
  await tx.change('update person set email = $2, email_index = $3, email_before = null, email_left_at = null where id = $1', [
    personId,
    (await tx.vault.ofPeople()).seal(personPlace('email', personId), email),
    emailIndex(tx, email),
  ]);
}

const knownAsPlace = (grantId: string): string => `role_grant.known_as:${grantId}`;

/** The name by which one organisation knows a person, as the table keeps it. */
export const sealedKnownAs = async (tx: Tx, grantId: string, name: string): Promise<string> =>
  (await tx.vault.ofPeople()).seal(knownAsPlace(grantId), name);

/** Grants with the name by which their organisation knows the person opened; null where it is the person's own. */
export async function openKnownAs<Row extends { readonly knownAs: string | null }>(
  tx: Tx,
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Promise<Row[]> {
  if (rows.every(({ knownAs }) => knownAs === null)) return [...rows];
  const box = await tx.vault.ofPeople();
  return rows.map((row) => ({ ...row, knownAs: row.knownAs === null ? null : box.shown(knownAsPlace(idOf(row)), row.knownAs) }));
}
