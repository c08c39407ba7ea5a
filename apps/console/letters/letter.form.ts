import type { Addressee } from '#lib/accounts';
import { identityWays, type IdentityCheck } from '#lib/families';
import { Choice, Day, type Filled, readForm } from '#lib/forms';
import { type PlainDate, isId } from '#lib/kernel';
import { familyLetter as words, fieldErrors, say } from '#lib/texts';

/** How somebody saw that it is this relative who asks. */
export class IdentityForm {
  @Choice(identityWays) how!: IdentityCheck['how'];
  @Day() on!: PlainDate;
}

export type Wrong = Partial<Record<'how' | 'by' | 'on', string>>;
export type IdentityRead =
  | { readonly value: IdentityCheck; readonly wrong?: undefined; readonly filled?: undefined }
  | { readonly value?: undefined; readonly wrong: Wrong; readonly filled: Filled };

const sentences: Readonly<Record<string, string>> = fieldErrors;

/** Reads the check. Who made it must be one of the people offered, and its day not lie ahead. */
export function readIdentity(body: unknown, people: readonly Addressee[], today: PlainDate): IdentityRead {
  const read = readForm(IdentityForm, body);
  const { by } = (body ?? {}) as { readonly by?: unknown };
  const wrong: Wrong = {};
  for (const { field, code } of read.errors ?? [])
    wrong[field as 'how' | 'on'] = say(sentences[field === 'how' ? 'required-choice' : code] ?? '', {
      label: words[field as 'how' | 'on'],
    });
  if (read.value && read.value.on > today) wrong.on = say(fieldErrors['in-the-future'], { label: words.on });
  const known = isId(by) && people.some(({ personId }) => personId === by);
  if (!known) wrong.by = say(fieldErrors['required-choice'], { label: words.by });
  if (read.value && known && !wrong.on) return { value: { how: read.value.how, by, on: read.value.on } };
  return { wrong, filled: { ...(read.filled ?? { ...read.value }), ...(known ? { by } : {}) } };
}
