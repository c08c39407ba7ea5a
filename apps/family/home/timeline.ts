import type { ActDone, StepTaken } from '#lib/cases';
import { accounts, acts, familyWords, procedure, representativeWords, say } from '#lib/texts';
import type { Happening } from '#lib/web';
import type { OwnCase } from '../own/own-case.js';

const words = familyWords.home;

/** What happened so far, newest day first, in the words for relatives. */
export function happeningsOf({ history, personId }: Pick<OwnCase, 'history' | 'personId'>): readonly Happening[] {
  return [...history.entries]
    .map((entry, at) => ({ at, on: entry.kind === 'act' ? entry.occurredOn : entry.takenOn, entry }))
    .sort((a, b) => (a.on === b.on ? b.at - a.at : a.on < b.on ? 1 : -1))
    .flatMap(({ on, entry }) => {
      const title = lineOf(entry);
      return title === undefined ? [] : [{ on, title, by: entry.kind === 'act' ? byWhom(entry, personId) : undefined }];
    });
}

const lineOf = (entry: ActDone | StepTaken): string | undefined =>
  entry.kind === 'act' ? acts[entry.name].family : procedure.steps[entry.name].family;

function byWhom({ role, personId, data }: ActDone, reader: string): string {
  if (role === 'representative') return personId === reader ? words.byYou : representativeWords.byRepresentative;
  if (personId === reader) return words.byYou;
  if (role === 'relative') return representativeWords.byRelative;
  const who = (accounts.roles as Readonly<Record<string, string>>)[role] ?? role;
  return say(data.relative === undefined ? words.by : words.forYou, { who });
}
