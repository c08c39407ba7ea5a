import { type ActName, mandatesIn, mayFor } from '#lib/cases';
import { choices, representativeWords as words, say } from '#lib/texts';
import type { OwnCase } from './own-case.js';

/** Whether whoever reads may enter this act: the relative everything that is hers, a representative what the mandate gives. */
export const mayEnter = ({ stands }: Pick<OwnCase, 'stands'>, act: ActName): boolean => stands === null || mayFor(stands.powers, act);

/** Whom the reader stands for, in words; undefined for the relative herself. */
export function actingFor({ stands, me, history }: Pick<OwnCase, 'stands' | 'me' | 'history'>): string | undefined {
  if (stands === null) return undefined;
  const kind = mandatesIn(history).find(({ act }) => stands.mandates.includes(act.id))?.act.data.representativeKind;
  return say(words.actingFor, {
    name: me.name,
    kind: (choices.representativeKind as Readonly<Record<string, string>>)[String(kind)] ?? words.title,
  });
}
