import type { Addressee } from '#lib/accounts';
import { identityWays, type IdentityWay } from '#lib/families';
import { Choice, Day, type Filled, readForm } from '#lib/forms';
import { type PlainDate, isId } from '#lib/kernel';
import { familyLetter as words, fieldErrors, say } from '#lib/texts';

/** How somebody saw that it is this relative who asks. */
export class IdentityForm {
  @Choice(identityWays) how!: IdentityWay;
  @Day() on!: PlainDate;
}

export type Wrong = Partial<Record<'how' | 'by' | 'on', string>>;
export type IdentityRead =
  | { readonly value: IdentityForm; readonly wrong?: undefined; readonly filled?: undefined }
  | { readonly value?: undefined; readonly wrong: Wrong; readonly filled: Filled };

const sentences: Readonly<Record<string, string>> = fieldErrors;

/** Who is said to have seen it: one of the people offered; null for anything else. */
export function readBy(body: unknown, people: readonly Addressee[]): string | null {
  const { by } = (body ?? {}) as { readonly by?: unknown };
  return isId(by) && people.some(({ personId }) => personId === by) ? by : null;
}
export const byMissing: Wrong = { by: say(fieldErrors['required-choice'], { label: words.by }) };

/** Reads how and on which day it was seen; the day does not lie ahead. */
export function readIdentity(body: unknown, today: PlainDate): IdentityRead {
  const read = readForm(IdentityForm, body);
  const wrong: Wrong = {};
  for (const { field, code } of read.errors ?? [])
    wrong[field as 'how' | 'on'] = say(sentences[field === 'how' ? 'required-choice' : code] ?? '', {
      label: words[field as 'how' | 'on'],
    });
  if (read.value && read.value.on > today) wrong.on = say(fieldErrors['in-the-future'], { label: words.on });
  if (read.value && !wrong.on) return { value: read.value };
  return { wrong, filled: read.filled ?? { ...read.value } };
}
