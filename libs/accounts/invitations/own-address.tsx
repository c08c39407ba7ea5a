import type { Tx } from '#lib/database';
import { readForm } from '#lib/forms';
import { fieldErrors, invitation as words, say } from '#lib/texts';
import { EmailField } from '#lib/web';
import { personByEmail } from '../people.queries.js';
import { emailOf, sealedEmail, tidyEmail } from '../person.seal.js';
import { SignInForm } from '../sign-in.form.js';

export interface AddressTyped {
  readonly value: string;
  readonly error?: string | undefined;
}

/** Asks for the address somebody will sign in with. */
export const OwnAddress = ({ typed, hint }: { readonly typed: AddressTyped; readonly hint: string }) => (
  <EmailField name="email" label={words.email} required hint={hint} autocomplete="username" value={typed.value} error={typed.error} />
);

/** What was typed as an address, and what is the matter with it for this person. One that is somebody else's is not told apart from a slip. */
export async function readAddress(tx: Tx, personId: string, typed: unknown): Promise<AddressTyped> {
  const read = readForm(SignInForm, { email: typed });
  if (!read.value) {
    const value = typeof typed === 'string' ? typed.replaceAll('\0', '').slice(0, 254) : '';
    const sentences: Readonly<Record<string, string>> = fieldErrors;
    return { value, error: say(sentences[read.errors[0]!.code] ?? fieldErrors['not-an-email'], { label: words.email, max: 254 }) };
  }
  const { email } = read.value;
  const owner = await personByEmail(tx, email);
  return owner && owner.personId !== personId ? { value: email, error: words.emailNot } : { value: email };
}

/** Keeps an address that was found good. */
export async function keepAddress(tx: Tx, personId: string, email: string): Promise<void> {
  if ((await emailOf(tx, personId)) === tidyEmail(email)) return;
  const sealed = await sealedEmail(tx, personId, email);
  await tx.change('update person set email = $2, email_index = $3 where id = $1', [personId, sealed.email, sealed.index]);
  await tx.tell({ name: 'address-set', caseId: null, facts: { personId } });
}
