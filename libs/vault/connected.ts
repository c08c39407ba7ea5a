import { Client } from 'pg';
import type { Asks } from '#lib/journal';

/** Runs `doing` on one connection of its own. */
export async function connected<T>(databaseUrl: string, doing: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await doing(client);
  } finally {
    await client.end();
  }
}

/** The owner's connection for what concerns the rows of all cases: he sees them only where he says what for (docs/decisions/row-security.md). */
export const maintaining = <T>(databaseUrl: string, doing: (client: Client) => Promise<T>): Promise<T> =>
  connected(databaseUrl, async (client) => {
    await client.query('set yorisoi.maintenance = on');
    return doing(client);
  });

/** Runs `doing` in one transaction: all of it or nothing. */
export async function inOne<T>(client: Client, doing: (asks: Asks) => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const answer = await doing({
      query: async <Row>(sql: string, params: readonly unknown[] = []) => (await client.query(sql, [...params])).rows as Row[],
    });
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
