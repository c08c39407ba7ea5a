import { createHash } from 'node:crypto';
import { isId } from '#lib/kernel';
import type { Ground } from './ground.js';

/**
 * What stands in a journal entry: who did or read what, when, in which role, from which organisation, on what ground.
 * Facts are codes, ids and days, never names or free text.
 */
export interface Content {
  readonly at: string;
  readonly event: string;
  readonly personId: string;
  readonly role: string;
  readonly organisationId: string | null;
  readonly zone: string;
  /** Absent in entries of the first days, which did not say it. */
  readonly ground?: Ground;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Link {
  readonly seq: number;
  readonly content: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Where a chain stands: number and hash of its last entry. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const emptyHead: Head = { seq: 0, hash: '' };

/** The one way to write a value as text: keys sorted, no spaces, undefined left out. Equal values give equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** sha256 over the previous hash, a newline and the content, in hex. The first entry of a chain has the empty previous hash. */
export const hashOf = (previousHash: string, content: string): string => sha256(`${previousHash}\n${content}`);

/** The chain of what a person did outside of any case. */
export const chainOfPerson = (personId: string): string => `person/${personId}`;

/** The chain of what goes on in the committee's own room of a case: founder and school read and take along the chain of the case, not this one. */
export const chainOfRoom = (caseId: string): string => `room/${caseId}`;

/**
 * The chain an entry belongs to. What belongs to a case is in the chain of the case or, `room`, in that of its committee's room. What does not is in the chain of the person who did
 * it or, where the house itself did it, to whom it was done: nobody is in two places at once, so these chains hardly ever meet. What is
 * about nobody (a stranger who failed to sign in, clearing away) is spread over sixteen chains of its app. Between chains the order is
 * that of `at`, and for certain that of the roots that seal them.
 */
export function chainOf(caseId: string | null, content: Content, room = false): string {
  if (caseId !== null) return room ? chainOfRoom(caseId) : caseId;
  const person = content.role === 'system' ? content.facts.personId : content.personId;
  return isId(person) ? chainOfPerson(person) : `system/${content.zone}/${hashOf('', canonical(content))[0]!}`;
}

/** The entries that follow a head, each bound to the one before it. */
export function link(head: Head, contents: readonly string[]): Link[] {
  let { seq, hash } = head;
  return contents.map((content) => {
    const previousHash = hash;
    seq += 1;
    hash = hashOf(previousHash, content);
    return { seq, content, previousHash, hash };
  });
}

/** The first thing wrong with a chain; `seq` names the entry. */
export interface Flaw {
  readonly seq: number;
  readonly what: 'missing' | 'content' | 'previous' | 'head';
}

/**
 * Checks the entries of one chain, in order from its first one, and, where given, the head it must end in.
 * Answers null where all is well, else the first flaw: a number left out or moved (`missing`), a content that does not give its hash
 * (`content`), a link to another entry than the one before (`previous`), or a chain that ends elsewhere than its head says (`head`).
 */
export function verifyChain(entries: Iterable<Link>, head?: Head): Flaw | null {
  let last: Head = emptyHead;
  for (const entry of entries) {
    if (entry.seq !== last.seq + 1) return { seq: last.seq + 1, what: 'missing' };
    if (entry.previousHash !== last.hash) return { seq: entry.seq, what: 'previous' };
    if (hashOf(entry.previousHash, entry.content) !== entry.hash) return { seq: entry.seq, what: 'content' };
    last = { seq: entry.seq, hash: entry.hash };
  }
  if (head && (head.seq !== last.seq || head.hash !== last.hash)) return { seq: Math.max(head.seq, last.seq), what: 'head' };
  return null;
}
