import type { Client } from 'pg';
import { connected } from './connected.js';
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
  connected(databaseUrl, async (client) => assertFits(client, new RingFile(keyRing)));

async function assertFits(client: Client, file: RingFile): Promise<void> {
  const wrong = misfit(file.ring(), await knownTo(client));
  if (wrong) throw new KeyRingProblem(wrong.is, { file: file.path, name: 'name' in wrong ? wrong.name : '' });
}

/**
 * The very first time: makes a ring for a database that has none, and the key of the house. A database that had one never gets another:
 * what is sealed would be lost. A ring that is there already is taken. Answers whether one was made. Throws KeyRingProblem.
 * @param databaseUrl as the owner of the database
 */
export const makeKeyRing = ({ keyRing, databaseUrl }: RingSettings, day: string): Promise<boolean> =>
  connected(databaseUrl, async (client) => {
    const file = new RingFile(keyRing);
    await client.query('begin');
    await client.query('lock table key_ring in share row exclusive mode');
    if ((await knownTo(client)).length > 0) {
      if (!file.exists()) throw new KeyRingProblem('lost', { file: keyRing });
      await assertFits(client, file);
      return false;
    }
    const isNew = !file.exists();
    const ring = isNew ? newRing(nextName(day, () => false)) : file.ring();
    // The file first: a ring no database knows of harms nobody, keys wrapped with a ring that was not kept are lost.
    if (isNew) file.write(ring);
    await tellOf(client, [...ring.masters.values(), ring.index]);
    await keepHouseKey(client, ring, 'people');
    await client.query('commit');
    return isNew;
  });

/** Adds a master key to the ring, which wraps the data keys from now on. Those before it stay wrapped until `rotateKeys`. Answers its name. */
export const addMasterKey = ({ keyRing, databaseUrl }: RingSettings, day: string): Promise<string> =>
  connected(databaseUrl, async (client) => {
    const file = new RingFile(keyRing);
    await client.query('begin');
    await client.query('lock table key_ring in share row exclusive mode');
    await assertFits(client, file);
    const known = await knownTo(client);
    const name = nextName(day, (taken) => file.ring().masters.has(taken) || known.some((one) => one.name === taken));
    const before = file.ring();
    const ring = withNext(before, name);
    // Kept before the database knows of it, used only afterwards: broken off anywhere, ring and database still fit.
    file.write({ ...ring, current: before.current });
    await tellOf(client, [ring.masters.get(name)!]);
    await client.query('commit');
    file.write(ring);
    return name;
  });

const knownTo = async (client: Client): Promise<Known[]> => (await client.query<Known>('select name, proof from key_ring')).rows;

async function tellOf(client: Client, keys: readonly Key[]): Promise<void> {
  for (const key of keys)
    await client.query('insert into key_ring (name, kind, proof, made_at) values ($1, $2, $3, now())', [
      key.name,
      key.name === indexName ? 'index' : 'master',
      proofOf(key),
    ]);
}

async function keepHouseKey(client: Client, { masters, current }: KeyRing, name: string): Promise<void> {
  const { no, master, wrapped } = wrap(masters.get(current)!, houseOwner(name), 1, newSecret());
  await client.query('insert into house_key (name, no, master_key, wrapped) values ($1, $2, $3, $4)', [name, no, master, wrapped]);
}
