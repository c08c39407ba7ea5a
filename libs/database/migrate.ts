import 'reflect-metadata';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations, rights } from '../../migrations/index.js';
import { grantsOf } from '../../migrations/rights.js';
import { accountName } from './accounts.js';
import { dataSourceOptions } from './data-source.js';
import { ownerAddress } from './owner-address.js';

const lowestVersion = 150_000;
const lock = 1_764_000_000;
const queueSchema = 'bullmq';
/** As in libs/queue. BullMQ would make the counter of a queue at its first job; the worker's account may not make anything. */
const queueName = 'yorisoi';

export class DatabaseTooOld extends Error {
  constructor(readonly version: string) {
    super(`PostgreSQL 15 or newer is needed, this is ${version}`);
    this.name = 'DatabaseTooOld';
  }
}

/**
 * Brings the database to the newest schema, the queue's own tables included, and answers the names of what was applied.
 * Two at the same moment wait for each other. `ownerUrl`: the owner of the database, who may also create roles.
 */
export const runMigrations = (ownerUrl: string): Promise<string[]> =>
  alone(ownerUrl, async (client) => {
    const applied = await migrateTables(ownerUrl, migrations);
    await migrateQueue(client);
    await giveRights(client);
    return applied;
  });

/** Brings an empty database to an earlier version, whose migrations these are: a backup is from then. Throws RangeError with those nobody knows. */
export async function runMigrationsUpTo(ownerUrl: string, names: readonly string[]): Promise<void> {
  const those = migrations.filter(({ name }) => names.includes(name));
  const unknown = names.filter((name) => !those.some((one) => one.name === name));
  if (unknown.length > 0) throw new RangeError(unknown.join(', '));
  await alone(ownerUrl, () => migrateTables(ownerUrl, those));
}

async function alone<T>(ownerUrl: string, doing: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await checkVersion(client);
    await client.query('select pg_advisory_lock($1)', [lock]);
    return await doing(client);
  } finally {
    await client.end();
  }
}

/** Once more what the migrations gave: a database that was put back from a dump has lost what lies on the database itself, or all of it. */
async function giveRights(client: Client): Promise<void> {
  await client.query(`do $$ begin execute format('revoke temporary, create on database %I from public', current_database()); end $$`);
  for (const statement of grantsOf(rights)) await client.query(statement);
}

async function checkVersion(client: Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version`,
  );
  if (rows[0]!.number < lowestVersion) throw new DatabaseTooOld(rows[0]!.version);
}

async function migrateTables(ownerUrl: string, those: readonly (typeof migrations)[number][]): Promise<string[]> {
  const options = { ...dataSourceOptions(ownerAddress(ownerUrl)), migrations: [...those], migrationsTableName: 'migration' };
  const dataSource = await new DataSource(options).initialize();
  try {
    return (await dataSource.runMigrations({ transaction: 'each' })).map((one) => one.name);
  } finally {
    await dataSource.destroy();
  }
}

/** The queue keeps its own tables and functions; the worker alone may use them. */
async function migrateQueue(client: Client): Promise<void> {
  // Loaded here only: every app knows this lib, and none of them needs the queue to start.
  const { runMigrations: runQueueMigrations } = await import('bullmq');
  await runQueueMigrations(client, queueSchema);
  await client.query(`select ${queueSchema}.next_job_id($1)`, [queueName]);
  const worker = accountName('worker');
  await client.query(`
    do $$ declare name text; begin
      execute format('grant temporary on database %I to ${worker}', current_database());
      for name in select typname from pg_type where typnamespace = '${queueSchema}'::regnamespace and typtype in ('e', 'd') loop
        execute format('grant usage on type ${queueSchema}.%I to ${worker}', name);
      end loop;
    end $$;
    grant usage on schema ${queueSchema} to ${worker};
    grant select, insert, update, delete on all tables in schema ${queueSchema} to ${worker};
    grant usage on all sequences in schema ${queueSchema} to ${worker};
    revoke execute on all functions in schema ${queueSchema} from public;
    grant execute on all functions in schema ${queueSchema} to ${worker}`);
}
