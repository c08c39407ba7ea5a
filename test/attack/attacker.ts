import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type Account, accounts } from '#lib/database';
import { type AnyWebApp, type FourApps } from '../support/four-apps.js';
import { type Fields, handedIn } from '../support/form.js';
import { openedBy } from '../support/opened.js';
import { testVault } from '../support/key-ring.js';

interface Seen {
  readonly status: number;
  readonly text: string;
}

/** Somebody with accounts of the demo, a way to send anything, and, where a trial says so, statements under the account of an app. */
export interface Attacker {
  readonly four: FourApps;
  get(app: AnyWebApp, who: string, path: string): Promise<Seen>;
  post(app: AnyWebApp, who: string, path: string, fields: Fields): Promise<Seen>;
  /** With the token of a role of the municipal board, or of the school corporation where `of` says so. */
  api(role: string, method: 'GET' | 'POST', path: string, body?: unknown, of?: string): Promise<Seen>;
  /** A statement under the account of an app; answers its error code, or `done`. */
  under(account: Account, sql: string, params?: unknown[]): Promise<string>;
  personOf(mailbox: string): Promise<string>;
  organisation(part: string, kind: string): Promise<string>;
  /** A case of the board in this state. */
  caseIn(...states: readonly string[]): Promise<string>;
  entries(): Promise<number>;
  end(): Promise<void>;
}

export async function attackerOf(four: FourApps): Promise<Attacker> {
  const clients = new Map<Account, Client>();
  for (const account of accounts) {
    const client = new Client({ connectionString: four.urls[account] });
    await client.connect();
    clients.set(account, client);
  }
  const one = async <Row>(sql: string, params: unknown[]): Promise<Row> => {
    const [row] = await four.sql<Row>(sql, params);
    if (row === undefined) throw new Error(`nothing found: ${sql}`);
    return row;
  };
  const seen = ({ statusCode, body }: { statusCode: number; body: string }): Seen => ({ status: statusCode, text: body });
  const people = openedBy((sql, params) => four.sql(sql, params as unknown[]), testVault);
  return {
    four,
    get: async (app, who, url) => seen(await four.app[app].inject({ method: 'GET', url, headers: { cookie: await four.signedIn(who) } })),
    post: async (app, who, url, fields) =>
      seen(await four.app[app].inject({ method: 'POST', url, ...handedIn(fields, await four.signedIn(who)) })),
    api: async (role, method, url, body, of = 'みほん') => {
      const token = four.tokens.find((each) => each.role === role && each.organisation.includes(of))!.token;
      return seen(
        await four.app.api.inject({
          method,
          url: `/v1${url}`,
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() },
          ...(body === undefined ? {} : { payload: body as object }),
        }),
      );
    },
    under: async (account, sql, params = []) => {
      const client = clients.get(account)!;
      await client.query('begin');
      const answer = await client.query(sql, params).then(
        ({ rowCount }) => (rowCount === 0 ? 'no row' : 'done'),
        (error: { code?: string }) => error.code ?? 'error',
      );
      await client.query('rollback');
      return answer;
    },
    personOf: async (mailbox) => {
      const found = (await people.person()).find(({ email }) => email === `${mailbox}@mihon.example`);
      if (!found) throw new Error(`nobody is called ${mailbox}`);
      return found.id;
    },
    organisation: async (part, kind) =>
      (await one<{ id: string }>('select id from organisation where name like $1 and kind = $2', [`%${part}%`, kind])).id,
    caseIn: async (...states) =>
      (
        await one<{ id: string }>(
          `select c.id from survey_case c join organisation o on o.id = c.founder_id where c.state = any ($1) and o.name like '%みほん市%' limit 1`,
          [states],
        )
      ).id,
    entries: async () => Number((await one<{ n: string }>('select count(*) as n from journal_entry', [])).n),
    end: async () => void (await Promise.all([...clients.values()].map((client) => client.end()))),
  };
}
