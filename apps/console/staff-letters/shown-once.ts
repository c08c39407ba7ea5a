import { organisationOf } from '#lib/accounts';
import { type StaffLetter, personInReach } from '#lib/administration';
import type { Tx } from '#lib/database';
import { say, staffLetter as words } from '#lib/texts';
import type { OtherDoors } from '../other-doors.js';
import { noLetterPage, staffLetterPage } from './letter.page.js';

type Made = { readonly letter?: Omit<StaffLetter, 'name'> | undefined; readonly waits?: boolean | undefined };

/** The answer to an act that may have made a letter: the letter itself, or why there is none on this page. */
export async function letterShown(tx: Tx, doors: OtherDoors, personId: string, { letter, waits }: Made) {
  if (!letter) return noLetterPage(personId, waits ? 'waits' : 'again');
  const { name } = await personInReach(tx, personId);
  const back = { href: `/people/${personId}`, label: say(words.open, { name }) };
  return paper(tx, doors, { name, ...letter }, back);
}

/** The letter with its sender and the address it leads to. */
export async function paper(tx: Tx, doors: OtherDoors, letter: StaffLetter, back: { readonly href: string; readonly label: string }) {
  const from = (await organisationOf(tx, tx.actor))?.name ?? '';
  return staffLetterPage({ ...letter, origin: doors[letter.app], from, back });
}
