import type { Asks } from '#lib/journal';
import { newId } from '#lib/kernel';
import { connected, inOne } from './connected.js';
import { type KeyRing, type Known, indexName, misfit, newRing, nextName, proofOf, withNext } from './domain/ring.js';
import { type Key, newSecret } from './domain/seal.js';
import { KeyRingProblem } from './problem.js';
import { RingFile } from './ring-file.js';
import { houseOwner, wrap } from './vault.js';

/** What an app is started with. */
export interface RingSettings {
  /** The file of the key ring. */
  readonly keyRing: string;
  readonly databaseUrl: string;
}

/** Makes sure that the ring is there and is the one of this database; before anything else is done. Throws KeyRingProblem. */
export const checkKeyRing = ({ keyRing, databaseUrl }: RingSettings): Promise<void> =>
  connected(databaseUrl, (client) => inOne(client, async (asks) => void (await assertFits(asks, new RingFile(keyRing)))));

/** The ring in this file, which is the one of this database. Throws KeyRingProblem. */
export async function assertFits(asks: Asks, file: RingFile): Promise<KeyRing> {
  const ring = file.ring();
  const wrong = misfit(ring, await knownTo(asks));
  if (wrong) throw new KeyRingProblem(wrong.is, { file: file.path, name: 'name' in wrong ? wrong.name : '' });
  return ring;
}

/** Two never change the ring and what the database knows of it at once. */
const alone = (asks: Asks) => asks.query('lock table key_ring in share row exclusive mode');

/**
 * The very first time: makes a ring for a database that has none, and the key of the house. A database that had one never gets another:
 * what is sealed would be lost. A ring that is there already is taken. Answers whether one was made. Throws KeyRingProblem.
 * @param databaseUrl as the owner of the database
 */
export const makeKeyRing = ({ keyRing, databaseUrl }: RingSettings, day: string): Promise<boolean> =>
  connected(databaseUrl, (client) =>
    inOne(client, async (asks) => {
      const file = new RingFile(keyRing);
      await alone(asks);
      if ((await knownTo(asks)).length > 0) {
        if (!file.exists()) throw new KeyRingProblem('lost', { file: keyRing });
        await assertFits(asks, file);
        return false;
      }
      const isNew = !file.exists();
      const ring = isNew ? newRing(nextName(day, () => false)) : file.ring();
      // The file first: a ring no database knows of harms nobody, keys wrapped with a ring that was not kept are lost.
      if (isNew) file.write(ring);
      const current = ring.masters.get(ring.current)!;
      await tellOf(asks, [...[...ring.masters.values()].filter((key) => key !== current), current, ring.index]);
      await keepHouseKey(asks, ring, 'people');
      return isNew;
    }),
  );

/**
 * Adds a master key to the ring, which wraps the data keys of new cases from now on, and asks the worker to wrap those before it anew.
 * One that was broken off is ended, and no second key added; nor where a database from before the newest key was put back: it is told of it.
 * Answers its name. Throws KeyRingProblem.
 */
export const addMasterKey = ({ keyRing, databaseUrl }: RingSettings, day: string): Promise<string> =>
  connected(databaseUrl, async (client) => {
    const file = new RingFile(keyRing);
    const next = await inOne(client, async (asks) => {
      await alone(asks);
      const known = await knownTo(asks);
      if (misfit(file.ring(), known)?.is === 'not-told') return tellOfCurrent(asks, file.ring());
      const before = await assertFits(asks, file);
      const [newest] = await asks.query<{ name: string }>('select newest_master() as name');
      if (newest!.name !== before.current) return { ...before, current: newest!.name };
      const name = nextName(day, (taken) => before.masters.has(taken) || known.some((one) => one.name === taken));
      const ring = withNext(before, name);
      // Kept before the database knows of it, used only afterwards: broken off anywhere, ring and database still fit.
      file.write({ ...ring, current: before.current });
      await tellOf(asks, [ring.masters.get(name)!]);
      await askForWrapping(asks, 'later');
      return ring;
    });
    file.write(next);
    return next.current;
  });

async function tellOfCurrent(asks: Asks, ring: KeyRing): Promise<KeyRing> {
  await tellOf(asks, [ring.masters.get(ring.current)!]);
  await askForWrapping(asks, 'later');
  return ring;
}

/** Time to bring the ring to every machine before a data key needs the new master key. */
const minutesToCarry = 10;

/** Notes that every data key is to be wrapped with the newest master key. The worker looks for it every minute. */
export const askForWrapping = (asks: Asks, when: 'now' | 'later'): Promise<unknown> =>
  asks.query(
    `insert into key_renewal (id, what, key, asked_at, not_before) values ($1, 'wrap', newest_master(), now(), now() + make_interval(mins => $2))
     on conflict (what, key) do update set not_before = least(key_renewal.not_before, excluded.not_before)`,
    [newId(), when === 'now' ? 0 : minutesToCarry],
  );

export const knownTo = (asks: Asks): Promise<Known[]> => asks.query<Known>('select name, proof from key_ring');

/** The current one last: the newest is the one that wraps. */
async function tellOf(asks: Asks, keys: readonly Key[]): Promise<void> {
  for (const key of keys)
    await asks.query('insert into key_ring (name, kind, proof, made_at) values ($1, $2, $3, clock_timestamp())', [
      key.name,
      key.name === indexName ? 'index' : 'master',
      proofOf(key),
    ]);
}

async function keepHouseKey(asks: Asks, { masters, current }: KeyRing, name: string): Promise<void> {
  const { no, master, wrapped } = wrap(masters.get(current)!, houseOwner(name), 1, newSecret());
  await asks.query('insert into house_key (name, no, master_key, wrapped) values ($1, $2, $3, $4)', [name, no, master, wrapped]);
}
