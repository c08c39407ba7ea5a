import { Client } from 'pg';

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
