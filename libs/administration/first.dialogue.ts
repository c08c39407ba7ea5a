import { readForm } from '#lib/forms';
import { firstPeople as words, say } from '#lib/texts';
import { type First, type FirstKind, type LocalGovernment, firstKinds, governed } from './first.js';
import { AddOrganisation, FindPerson, RenamePerson } from './forms.js';

/** Asks one question and answers the line that was typed; null where nothing was. */
export type Ask = (question: string) => Promise<string | null>;
/** What every dialogue at the machine needs. */
export interface Talks {
  readonly ask: Ask;
  readonly tell: (line: string) => void;
}
interface Talk extends Talks {
  readonly find: (of: 'prefecture' | 'municipality', asked: string) => Promise<readonly LocalGovernment[]>;
}

export class Stopped extends Error {}

/** Asks again until the answer can be read; an empty line ends everything. */
export async function until<T>(
  { ask, tell }: Talks,
  question: string,
  read: (line: string) => T | undefined | Promise<T | undefined>,
): Promise<T> {
  for (;;) {
    const line = await ask(question);
    if (line === null || line.trim() === '') throw new Stopped();
    const value = await read(line.trim());
    if (value !== undefined) return value;
    tell(words.wrong);
  }
}

/** A line as the field of this form would take it; undefined where it would not. */
export const named = (form: typeof RenamePerson | typeof FindPerson, name: string, line: string): string | undefined =>
  (readForm<Record<string, string>>(form as never, { [name]: line }).value ?? {})[name];

async function government(talk: Talk, of: 'prefecture' | 'municipality'): Promise<LocalGovernment> {
  return until(talk, words.localGovernment, async (line) => {
    const found = await talk.find(of, line.normalize('NFKC'));
    const [only] = found;
    if (found.length === 1) return only;
    for (const one of found) talk.tell(say(words.matches, { ...one }));
    if (found.length === 0) talk.tell(words.noMatch);
    return undefined;
  });
}

/** What the operator wants to begin, question by question; null where they stopped. On standard input, so that no name stands in a list of processes. */
export async function askFirst(talk: Talk): Promise<First | null> {
  try {
    talk.tell(words.lead);
    for (const [at, kind] of firstKinds.entries()) talk.tell(say(words.oneKind, { number: at + 1, kind: words.kinds[kind] }));
    const kind: FirstKind = await until(talk, words.kind, (line) => firstKinds[Number(line.normalize('NFKC')) - 1]);
    const { name, code } = await organisationOf(talk, kind);
    const personName = await until(talk, words.personName, (line) => named(RenamePerson, 'personName', line));
    const email = await until(talk, words.email, (line) => named(FindPerson, 'email', line));
    return { kind, name, code, personName, email };
  } catch (stopped) {
    if (stopped instanceof Stopped) return null;
    throw stopped;
  }
}

async function organisationOf(talk: Talk, kind: FirstKind): Promise<{ name: string; code: string | null }> {
  const asName = (line: string) => readForm(AddOrganisation, { addedKind: 'school', organisationName: line }).value?.organisationName;
  const of = governed[kind];
  if (of !== undefined) {
    const { code, name } = await government(talk, of);
    return { code, name: await until(talk, say(words.nameOr, { name }), (line) => (line === '.' ? name : asName(line))) };
  }
  const name = await until(talk, words.name, asName);
  if (kind === 'agency') return { name, code: null };
  const code = await until(talk, words.prefecture, async (line) => {
    if (line === '.') return null;
    const [found] = await talk.find('prefecture', line.normalize('NFKC'));
    return found?.code;
  });
  return { name, code };
}
