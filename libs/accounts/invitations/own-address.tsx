import type { Tx } from '#lib/database';
import { readForm } from '#lib/forms';
import { fieldErrors, invitation as words, say } from '#lib/texts';
import { EmailField } from '#lib/web';
import { sealedEmail } from '../person.seal.js';
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

/** The address is the person's from now on, and what they sign in with: a code that was sent there came back. False where it is somebody else's. */
export async function keepAddress(tx: Tx, personId: string, email: string): Promise<boolean> {
  const sealed = await sealedEmail(tx, personId, email);
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`address ${sealed.index}`]);
  if (await isOfAnother(tx, personId, sealed.index!)) return false;
  const kept = await tx.change(
    'update person set email = $2, email_index = $3, email_proven = true where id = $1 and not (email_proven and email_index = $3)',
    [personId, sealed.email, sealed.index],
  );
  if (kept === 1) await tx.tell({ name: 'address-set', caseId: null, facts: { personId } });
  return true;
}

/** Whether somebody else signs in with the address of this print. For deciding only, never to be shown. */
export const isOfAnother = async (tx: Tx, personId: string, index: string): Promise<boolean> =>
  (await tx.query('select from person where email_index = $1 and email_proven and id <> $2', [index, personId])).length > 0;
