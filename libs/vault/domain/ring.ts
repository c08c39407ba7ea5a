import { type Key, newSecret, printOf } from './seal.js';

/**
 * The keys that are kept outside of the database: master keys, of which one is current, wrap the data keys; the index key makes the prints
 * by which a sealed address is found. A key leaves the ring only when nothing needs it.
 */
export interface KeyRing {
  readonly current: string;
  readonly masters: ReadonlyMap<string, Key>;
  readonly index: Key;
  /** The index key that is about to take the place of `index`, while the prints are made anew. */
  readonly nextIndex?: Key | undefined;
}

/** How a ring is written in its file. */
interface Written {
  readonly what: string;
  readonly current: string;
  readonly masterKeys: Readonly<Record<string, string>>;
  readonly indexKey: string;
  readonly nextIndexKey?: string;
}
const what = 'yorisoi key ring, version 1';
export const indexName = 'index';
const nameForm = /^[a-z0-9][a-z0-9-]{0,39}$/;

const mapOf = (masters: readonly Key[]): KeyRing['masters'] => new Map(masters.map((key) => [key.name, key]));
const newIndex = (): Key => ({ name: indexName, secret: newSecret() });

/** A ring with one master key and an index key, both new. */
export const newRing = (name: string): KeyRing => ({
  current: name,
  masters: mapOf([newMaster(name)]),
  index: newIndex(),
});

/** The ring with one more master key, which is the current one from now on; those before it stay. */
export const withNext = (ring: KeyRing, name: string): KeyRing => ({
  ...ring,
  current: name,
  masters: mapOf([...ring.masters.values(), newMaster(name)]),
});

/** The ring without a master key that nothing needs any more. */
export const without = (ring: KeyRing, name: string): KeyRing => ({
  ...ring,
  masters: mapOf([...ring.masters.values()].filter((key) => key.name !== name)),
});

/** The ring with an index key that is about to be used; the one that was made before, where there is one. */
export const withNextIndex = (ring: KeyRing): KeyRing => ({ ...ring, nextIndex: ring.nextIndex ?? newIndex() });

/** The ring in which the next index key has taken its place. */
export const indexTurned = ({ nextIndex, ...ring }: KeyRing): KeyRing => ({ ...ring, index: nextIndex ?? ring.index });

const newMaster = (name: string): Key => ({ name, secret: newSecret() });

/** Names of master keys are days, so that their age can be seen: 2026-11-26, then 2026-11-26-2. */
export function nextName(day: string, taken: (name: string) => boolean): string {
  for (let at = 1; ; at++) {
    const name = at === 1 ? day : `${day}-${at}`;
    if (!taken(name)) return name;
  }
}

export function writeRing({ current, masters, index, nextIndex }: KeyRing): string {
  const masterKeys = Object.fromEntries([...masters.values()].map(({ name, secret }) => [name, secret.toString('base64url')]));
  const written: Written = {
    what,
    current,
    masterKeys,
    indexKey: index.secret.toString('base64url'),
    ...(nextIndex && { nextIndexKey: nextIndex.secret.toString('base64url') }),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
}

/** The ring written in this text; undefined where it holds none, or less than a whole one. */
export function readRing(text: string): KeyRing | undefined {
  const written = parsed(text);
  if (written?.what !== what || typeof written.masterKeys !== 'object' || written.masterKeys === null) return undefined;
  const masters = Object.entries(written.masterKeys).map(([name, secret]) => keyOf(name, secret));
  const index = keyOf(indexName, written.indexKey);
  const nextIndex = written.nextIndexKey === undefined ? undefined : keyOf(indexName, written.nextIndexKey);
  const current = written.current ?? '';
  if (
    (written.nextIndexKey !== undefined && !nextIndex) ||
    !index ||
    masters.includes(undefined) ||
    !masters.some((key) => key?.name === current)
  )
    return undefined;
  return { current, masters: mapOf(masters as Key[]), index, ...(nextIndex && { nextIndex }) };
}

function parsed(text: string): Partial<Written> | undefined {
  try {
    return (JSON.parse(text) ?? undefined) as Partial<Written> | undefined;
  } catch {
    return undefined;
  }
}

function keyOf(name: string, secret: unknown): Key | undefined {
  if (typeof secret !== 'string' || !nameForm.test(name)) return undefined;
  const bytes = Buffer.from(secret, 'base64url');
  return bytes.length === 32 && bytes.toString('base64url') === secret ? { name, secret: bytes } : undefined;
}

/** What the database keeps of a key, to notice another key of the same name. The key cannot be found from it. */
export const proofOf = ({ name, secret }: Key): string => printOf(secret, 'proof', name);

/** What the database knows of the ring it belongs to. */
export interface Known {
  readonly name: string;
  readonly proof: string;
}
export type Misfit =
  /** The database belongs to no ring yet. */
  | { readonly is: 'not-registered' }
  /** The database was used with this key, and the ring does not hold it. */
  | { readonly is: 'missing'; readonly name: string }
  /** The ring holds another key of this name. */
  | { readonly is: 'other'; readonly name: string }
  /** The prints are made with the next index key already: the change was broken off before the file was written. */
  | { readonly is: 'index-half-changed' }
  /** The current master key was made, but the database was not told of it. */
  | { readonly is: 'not-told'; readonly name: string };

/** Why this ring is not the one of the database; null where it is. */
export function misfit(ring: KeyRing, known: readonly Known[]): Misfit | null {
  if (known.length === 0) return { is: 'not-registered' };
  for (const { name, proof } of known) {
    const key = name === indexName ? ring.index : ring.masters.get(name);
    if (!key) return { is: 'missing', name };
    if (proofOf(key) === proof) continue;
    return name === indexName && ring.nextIndex && proofOf(ring.nextIndex) === proof ? { is: 'index-half-changed' } : { is: 'other', name };
  }
  return known.some(({ name }) => name === ring.current) ? null : { is: 'not-told', name: ring.current };
}
