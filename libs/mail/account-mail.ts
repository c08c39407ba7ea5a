import { codeToSend, codeWasSent, emailBefore, emailOf } from '#lib/accounts';
import type { Tx } from '#lib/database';
import { type Role, tokyoDate } from '#lib/kernel';
import { accountMail as words, say, wareki } from '#lib/texts';
import type { Words } from './compose.js';
import { type AccountKind, accountKinds } from './domain/letters.js';
import { type Room, audienceIn } from './reader.js';

export const isAccountKind = (kind: string): kind is AccountKind => (accountKinds as readonly string[]).includes(kind);

interface AccountRow {
  readonly kind: AccountKind;
  readonly subjectId: string;
  readonly personId: string;
  readonly madeAt: Date;
}
export interface AccountLetter {
  readonly email: string | null;
  readonly room: Room;
  readonly words: Words;
  readonly dateOfDeath?: undefined;
  /** A code is waited for, and who may be losing an account is told at once: at any hour. */
  readonly atOnce: boolean;
}

/** A letter about signing in; null where it is no longer needed: the code has ended or was replaced. */
export async function accountLetter(tx: Tx, row: AccountRow, origins: Readonly<Record<Room, string>>): Promise<AccountLetter | null> {
  const { email, roles } = await addressee(tx, row.personId);
  if (row.kind === 'sign-in-code') {
    const found = await codeToSend(tx, row.subjectId);
    if (!found) return null;
    await codeWasSent(tx, row.subjectId);
    return {
      email: found.to,
      room: found.app,
      words: found.ofAnother
        ? { subject: words.knownSubject, text: words.known }
        : { subject: words.codeSubject, text: say(words.code, { code: found.code }) },
      atOnce: true,
    };
  }
  const room = roomOf(roles);
  const left = row.kind === 'address-left';
  const line = say(words.lines[row.kind], { day: wareki(tokyoDate(row.madeAt)) });
  const text = say(words.body[audienceIn(room)], { line, origin: origins[room] });
  return { email: left ? await emailBefore(tx, row.personId) : email, room, words: { subject: words.subject, text }, atOnce: left };
}

async function addressee(tx: Tx, personId: string): Promise<{ readonly email: string | null; readonly roles: readonly Role[] }> {
  const grants = await tx.query<{ role: Role }>('select role from role_grant where person_id = $1', [personId]);
  return { email: await emailOf(tx, personId), roles: grants.map(({ role }) => role) };
}

/** Whoever was ever a relative, or stood for one, is written to as one. */
const roomOf = (roles: readonly Role[]): Room => {
  if (roles.includes('relative') || roles.includes('representative')) return 'family';
  return roles.some((role) => role !== 'committeeMember' && role !== 'secretariat') ? 'console' : 'committee';
};
