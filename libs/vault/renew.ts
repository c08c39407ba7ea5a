import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Asks, append, groundOf } from '#lib/journal';
import { newId, systemActor } from '#lib/kernel';
import { inOne, maintaining } from './connected.js';
import { newSecret } from './domain/seal.js';
import { type RingSettings, checkKeyRing } from './registry.js';
import { type Resealing, fromTheFirst, leftOf, resealSome, sourcesOf } from './reseal.js';
import { Vault, caseOwner, houseOwner, wrap } from './vault.js';

/** Seconds until a new data key seals, and until nobody seals with the one before: an app looks again after one minute which keys there are. */
const learning = { sealsAfter: 120, resealAfter: 300 };
const people = houseOwner('people');

/**
 * Makes a new data key for each of these, with which their texts are sealed from two minutes on, and notes that those before are to be sealed
 * anew three minutes later. Whose texts are being sealed anew already keeps that key. Answers how many keys were made.
 * @param whose `case:<id>` or `house:people`
 * @param databaseUrl as the owner of the database
 */
export async function askForDataKeys(
  settings: RingSettings,
  whose: readonly string[],
  { sealsAfter, resealAfter } = learning,
): Promise<number> {
  await checkKeyRing(settings);
  const vault = new Vault(settings.keyRing);
  return maintaining(settings.databaseUrl, async (client) => {
    let made = 0;
    for (const one of whose) made += await inOne(client, (asks) => newDataKey(asks, vault, one, [sealsAfter, resealAfter]));
    return made;
  });
}

async function newDataKey(asks: Asks, vault: Vault, whose: string, [sealsAfter, resealAfter]: [number, number]): Promise<number> {
  await asks.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`data key ${whose}`]);
  const open = `select 1 from key_renewal where what = 'texts' and ended_at is null and starts_with(key, $1 || ' ')`;
  if ((await asks.query(open, [whose])).length > 0) return 0;
  const [table, column] = whose === people ? ['house_key', 'name'] : ['case_key', 'case_id'];
  const id = whose.slice(whose.indexOf(':') + 1);
  const [{ last }] = (await asks.query<{ last: number }>(`select max(no) as last from ${table} where ${column} = $1`, [id])) as [
    { last: number },
  ];
  const { no, master, wrapped } = wrap(vault.current(), whose, last + 1, newSecret());
  await asks.query(
    `insert into ${table} (${column}, no, master_key, wrapped, seals_from) values ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
    [id, no, master, wrapped, sealsAfter],
  );
  await asks.query(
    `insert into key_renewal (id, what, key, asked_at, not_before) values ($1, 'texts', $2, now(), now() + make_interval(secs => $3))`,
    [newId(), `${whose} ${no}`, resealAfter],
  );
  return 1;
}

/** Whose texts `named` means: a case by its number, `people`, or `all`. Empty where there is no such case. */
export const whoseTexts = ({ databaseUrl }: RingSettings, named: string): Promise<string[]> =>
  maintaining(databaseUrl, async (client) => {
    if (named === 'people') return [people];
    const { rows } = await client.query<{ id: string }>('select id from survey_case where case_no = $1 or $1 = $2 order by id', [
      named,
      'all',
    ]);
    return [...(named === 'all' ? [people] : []), ...rows.map(({ id }) => caseOwner(id))];
  });

/** What is told while texts are sealed anew: whose, rows done and left, and texts that cannot be opened and stay as they are. */
export interface Told extends Resealing {
  /** Null: of the house. */
  readonly caseNo: string | null;
  readonly done: number;
  readonly left: number;
  readonly broken: readonly string[];
}
interface Open extends Resealing {
  readonly id: string;
  readonly caseNo: string | null;
  readonly seconds: number;
}

/**
 * Seals the texts of all that wait for it with their newest data key, a hundred rows in each transaction, while the apps go on. What was
 * done stays done: broken off, it goes on where it was with the next run, and two at once share the rows. Ends when nothing waits.
 * @param wait told the seconds when nothing can be done for so long
 * @param databaseUrl as the owner of the database
 */
export async function resealTexts(settings: RingSettings, tell: (told: Told) => void, wait: (seconds: number) => void): Promise<void> {
  await checkKeyRing(settings);
  const vault = new Vault(settings.keyRing, 0);
  await maintaining(settings.databaseUrl, async (client) => {
    const failed: string[] = [];
    let waiting = false;
    for (let next = await nextOpen(client, failed); next; next = await nextOpen(client, failed)) {
      if (next.seconds > 0) {
        if (!waiting) wait(next.seconds);
        waiting = true;
        await sleep(Math.min(next.seconds, 2) * 1_000);
        continue;
      }
      waiting = false;
      const told = await resealAll(client, vault, next);
      if (told.left > 0) failed.push(next.id);
      tell(told);
    }
  });
}

/** In a statement about key_renewal: the number of the case, null where it is of the house. */
export const caseNoOfKey = `(select c.case_no from survey_case c where c.id = case when key like 'case:%' then substr(split_part(key, ' ', 1), 6)::uuid end)`;

async function nextOpen(client: Client, failed: readonly string[]): Promise<Open | undefined> {
  const { rows } = await client.query<{ id: string; key: string; caseNo: string | null; seconds: number }>(
    `select id, key, ${caseNoOfKey} as "caseNo", ceil(extract(epoch from not_before - clock_timestamp()))::int as seconds from key_renewal
     where what = 'texts' and ended_at is null and not id = any($1) order by not_before, id limit 1`,
    [failed],
  );
  return rows.map(({ key, ...row }) => ({ ...row, ...resealingOf(key) }))[0];
}

/** `case:<id> 2` */
export function resealingOf(key: string): Resealing {
  const [whose = '', no = ''] = key.split(' ');
  return { whose, no: Number(no) };
}

async function resealAll(client: Client, vault: Vault, { id, whose, no, caseNo }: Open): Promise<Told> {
  const broken: string[] = [];
  for (const source of sourcesOf({ whose, no }))
    for (let after: string | null = fromTheFirst; after !== null;) {
      const from: string = after;
      const step = await inOne(client, async (asks) => {
        const boxes = vault.within(asks);
        const box = whose === people ? await boxes.ofPeople() : await boxes.ofCase(whose.slice('case:'.length));
        const made = await resealSome(asks, box, { whose, no }, source, from);
        if (made.done > 0) await asks.query('update key_renewal set done = done + $2 where id = $1', [id, made.done]);
        return made;
      });
      broken.push(...step.broken);
      after = step.last;
    }
  return inOne(client, async (asks) => {
    const left = await leftOf(asks, { whose, no });
    const [row] = await asks.query<{ done: number; over: boolean }>(
      `update key_renewal set ended_at = clock_timestamp() where id = $1 and $2 = 0 and ended_at is null returning done`,
      [id, left],
    );
    if (row) await tellJournal(asks, { whose, no });
    const [{ done }] = (await asks.query<{ done: number }>('select done from key_renewal where id = $1', [id])) as [{ done: number }];
    return { whose, no, caseNo, done, left, broken };
  });
}

/** Who operates the house did it, not one of its people. */
async function tellJournal(asks: Asks, { whose, no }: Resealing): Promise<void> {
  const at = new Date();
  const { personId, role, organisationId } = systemActor('worker');
  const who = { at: at.toISOString(), personId, role, organisationId, zone: 'operator', ground: groundOf(role) };
  const caseId = whose === people ? null : whose.slice('case:'.length);
  await append(asks, [{ caseId, at, content: { ...who, event: 'texts-resealed', facts: { dataKey: no } } }]);
}
