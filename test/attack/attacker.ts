import { randomUUID } from 'node:crypto';
import type { Role } from '#lib/kernel';
import { type Line } from '../../seeds/demo/story.js';
import { Client } from 'pg';
import { type Account, accounts } from '#lib/database';
import { type AnyWebApp, type FourApps } from '../support/four-apps.js';
import { type Fields, handedIn } from '../support/form.js';
import { openedBy } from '../support/opened.js';
import { testVault } from '../support/key-ring.js';
import { Browser } from '../support/sign-in.world.js';
import { type Person, type StoryHouse, password, storyHouse } from '../support/told-case.js';
import { hiddenOf } from '../support/visitor.js';

interface Seen {
  readonly status: number;
  readonly text: string;
}

/** Somebody with accounts of the demo, a way to send anything, and, where a trial says so, statements under the account of an app. */
export interface Attacker {
  readonly four: FourApps;
  get(app: AnyWebApp, who: string, path: string): Promise<Seen>;
  post(app: AnyWebApp, who: string, path: string, fields: Fields): Promise<Seen>;
  /** Opens the page of a form and sends it filled in, as a browser does. */
  fillIn(app: AnyWebApp, who: string, path: string, fields: Fields): Promise<Seen>;
  /** With the token of a role of the municipal board, or of the school corporation where `of` says so. */
  api(role: string, method: 'GET' | 'POST', path: string, body?: unknown, of?: string, key?: string): Promise<Seen>;
  /** At an address of its own, with no cookie. */
  stranger(app: AnyWebApp): Browser;
  /** Somebody nobody else uses, let in at the console, and where `browsers` says so more than once. */
  somebody(
    role: Exclude<Role, 'system' | 'relative'>,
    browsers: number,
  ): Promise<{ readonly id: string; readonly email: string; readonly browsers: readonly Browser[] }>;
  /** A case of the board told line by line, with kazoku3 and kazoku4 as its relatives. */
  told(lines: readonly Line[], ago?: number): ReturnType<StoryHouse['tell']>;
  house(): Promise<StoryHouse>;
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
  let house: Promise<StoryHouse> | undefined;
  let addresses = 0;
  const stranger = (app: AnyWebApp) => {
    addresses += 1;
    return new Browser(four.app[app], `203.0.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`);
  };
  const people = openedBy((sql, params) => four.sql(sql, params as unknown[]), testVault);
  const personOf = async (mailbox: string): Promise<string> => {
    const found = (await people.person()).filter(({ email }) => email === `${mailbox}@mihon.example`);
    if (found.length === 0) throw new Error(`nobody is called ${mailbox}`);
    const proven = await four.sql<{ id: string }>('select id from person where id = any ($1) order by email_proven is null', [
      found.map(({ id }) => id),
    ]);
    return proven[0]!.id;
  };
  const asHouse = () => (house ??= storyHouse(four.ownerUrl));
  const player = async (mailbox: string, role: Role): Promise<Person> => {
    const id = await personOf(mailbox);
    const grant = await one<{ place: string | null }>(
      'select organisation_id as place from role_grant where person_id = $1 and role = $2',
      [id, role],
    );
    return { id, role, organisationId: grant.place, email: `${mailbox}@mihon.example` };
  };
  return {
    four,
    get: async (app, who, url) => seen(await four.app[app].inject({ method: 'GET', url, headers: { cookie: await four.signedIn(who) } })),
    fillIn: async (app, who, url, fields) => {
      const cookie = await four.signedIn(who);
      const { body } = await four.app[app].inject({ method: 'GET', url, headers: { cookie } });
      const filled = handedIn({ idempotencyKey: randomUUID(), ...hiddenOf(body, url), ...fields }, cookie);
      return seen(await four.app[app].inject({ method: 'POST', url, ...filled }));
    },
    post: async (app, who, url, fields) =>
      seen(await four.app[app].inject({ method: 'POST', url, ...handedIn(fields, await four.signedIn(who)) })),
    api: async (role, method, url, body, of = 'みほん', key = randomUUID()) => {
      const token = four.tokens.find((each) => each.role === role && each.organisation.includes(of))!.token;
      return seen(
        await four.app.api.inject({
          method,
          url: `/v1${url}`,
          headers: { authorization: `Bearer ${token}`, 'idempotency-key': key },
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
    personOf,
    stranger,
    somebody: async (role, count) => {
      const { place } = await one<{ place: string }>(`select id as place from organisation where name like '%みほん市教育委員会%'`, []);
      const email = `n${randomUUID().slice(0, 8)}@mihon.example`;
      const { id } = await (await asHouse()).person(email, '見本 新', role, place);
      const browsers = Array.from({ length: count }, () => stranger('console'));
      for (const browser of browsers) {
        const { statusCode } = await browser.post('/sign-in', { email, password });
        if (statusCode !== 303) throw new Error(`${role} cannot sign in: ${statusCode}`);
      }
      return { id, email, browsers };
    },
    told: async (lines, ago = 300) => {
      const players = {
        founder: await player('kyoiku', 'founder'),
        founderHead: await player('kyoikucho', 'founderHead'),
        school: await player('aozora', 'school'),
        committeeMember: await player('iincho', 'committeeMember'),
        secretariat: await player('jimukyoku', 'secretariat'),
      };
      const about = { ago, schoolId: players.school.organisationId!, pupilName: '架空 七' };
      const relatives = ['kazoku3@mihon.example', 'kazoku4@mihon.example'];
      return (await asHouse()).tell(players, about, lines, relatives);
    },
    house: asHouse,
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
    end: async () => {
      for (const client of clients.values()) await client.end();
      await (await house)?.close();
    },
  };
}
