import type { Tx } from '#lib/database';
import { readForm } from '#lib/forms';
import { fieldErrors, invitation as words, say } from '#lib/texts';
import { EmailField } from '#lib/web';
import { mayEnter } from '../people.queries.js';
import { keepForNotice, sealedEmail } from '../person.seal.js';
import { SignInForm } from '../sign-in.form.js';

export interface AddressTyped {
  readonly value: string;
  readonly error?: string | undefined;
}

/** Asks for the address somebody will sign in with. */
export const OwnAddress = ({ typed, hint }: { readonly typed: AddressTyped; readonly hint: string }) => (
  <EmailField name="email" label={words.email} required hint={hint} autocomplete="username" value={typed.value} error={typed.error} />
);

/** What was typed as an address, and what is the matter with how it is written. Whether somebody signs in with it already is told to its mailbox alone. */
export function readAddress(typed: unknown): AddressTyped {
  const read = readForm(SignInForm, { email: typed });
  if (!read.value) {
    const value = typeof typed === 'string' ? typed.replaceAll('\0', '').slice(0, 254) : '';
    const sentences: Readonly<Record<string, string>> = fieldErrors;
    return { value, error: say(sentences[read.errors[0]!.code] ?? fieldErrors['not-an-email'], { label: words.email, max: 254 }) };
  }
  return { value: read.value.email };
}

/**
 * The address is the person's from now on, and what they sign in with: a code that was sent there came back. False where it is somebody else's.
 * Somebody as whom nobody enters any more lets it go. Where another was written to before, that one is told, for whoever has the account in
 * hand for a moment would else hear of it alone.
 */
export async function keepAddress(tx: Tx, personId: string, email: string): Promise<boolean> {
  const sealed = await sealedEmail(tx, personId, email);
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`address ${sealed.index}`]);
  if (await isOfAnother(tx, personId, sealed.index!)) return false;
  await tx.change(`update person p set email_proven = false, password_hash = null where ${provenByAnother} and not ${mayEnter('$3')}`, [
    sealed.index,
    personId,
    tx.today,
  ]);
  const [before] = await tx.query<{ index: string; proven: boolean }>(
    'select email_index as index, email_proven as proven from person where id = $1 and email_index is not null',
    [personId],
  );
  if (before?.proven && before.index === sealed.index) return true;
  const left = before && before.index !== sealed.index && (before.proven || tx.actor.personId === personId);
  if (left) await keepForNotice(tx, personId);
  await tx.change('update person set email = $2, email_index = $3, email_proven = true where id = $1', [
    personId,
    sealed.email,
    sealed.index,
  ]);
  await tx.tell({ name: 'address-set', caseId: null, facts: { personId } });
  if (left) await tx.tell({ name: 'address-left', caseId: null, facts: { personId } });
  return true;
}

/** Whether somebody else signs in, or may yet sign in, with the address of this print. For deciding only, never to be shown. */
export const isOfAnother = async (tx: Tx, personId: string, index: string): Promise<boolean> =>
  (await tx.query(`select from person p where ${provenByAnother} and ${mayEnter('$3')}`, [index, personId, tx.today])).length > 0;

/** SQL: person `p`, not the one in $2, signs in with the address in $1. */
const provenByAnother = 'p.email_index = $1 and p.email_proven and p.id <> $2';
