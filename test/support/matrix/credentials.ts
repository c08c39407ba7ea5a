import { randomBytes, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { fingerprint } from '../../../libs/accounts/tokens.js';
import { testVault } from '../key-ring.js';
import type { App } from './routes.js';

const newToken = (): string => randomBytes(32).toString('base64url');

/** The seal an app makes over what a row says. */
async function proofOf(owner: DataSource, place: string, says: readonly string[]): Promise<string> {
  const asks = { query: async <T>(sql: string, params: readonly unknown[] = []) => (await owner.query(sql, [...params])) as T[] };
  return (await testVault.within(asks).ofPeople()).seal(place, says.join(' '));
}

/** A session as signing in makes one; how people sign in is tried elsewhere. */
export async function openSession(owner: DataSource, app: App, personId: string, grantId: string): Promise<string> {
  const [token, id] = [newToken(), randomUUID()];
  const says = [fingerprint(token), personId, grantId, app, ''];
  await insert(owner, 'session', {
    id,
    token_hash: fingerprint(token),
    person_id: personId,
    grant_id: grantId,
    app,
    proof: await proofOf(owner, `session.proof:${id}`, says),
    ends_at: new Date(Date.now() + 3_600_000),
    created_at: new Date(),
    last_seen_at: new Date(),
  });
  return `yorisoi-${app}=${token}`;
}
export async function issueToken(owner: DataSource, grantId: string): Promise<string> {
  const [token, id] = [newToken(), randomUUID()];
  const proof = await proofOf(owner, `api_token.proof:${id}`, [fingerprint(token), grantId]);
  await insert(owner, 'api_token', {
    id,
    token_hash: fingerprint(token),
    grant_id: grantId,
    label: 'matrix',
    created_at: new Date(),
    proof,
  });
  return `Bearer ${token}`;
}

/** Columns others may have added and that must not be empty are filled with something of their type. */
async function insert(owner: DataSource, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  const needed = (await owner.query(
    `select column_name as name, data_type as type from information_schema.columns
     where table_name = $1 and is_nullable = 'NO' and column_default is null`,
    [table],
  )) as { name: string; type: string }[];
  const fill: Readonly<Record<string, unknown>> = { uuid: randomUUID(), boolean: false, integer: 0 };
  const whole = {
    ...Object.fromEntries(needed.map(({ name, type }) => [name, fill[type] ?? (type.startsWith('timestamp') ? new Date() : 'x')])),
    ...row,
  };
  const names = Object.keys(whole);
  await owner.query(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(whole),
  );
}
