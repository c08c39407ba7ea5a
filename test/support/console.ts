import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { buildWeb } from '#lib/web';
import { ConsoleModule, type ConsoleSettings } from '../../apps/console/console.module.js';
import { pagesOfConsole } from '../../apps/console/pages.js';
import { seedDemo } from '../../seeds/demo/index.js';
import { loadReference } from '../../seeds/reference/load.js';
import { allowTrainingClock } from '#lib/database';
import { type TestDatabase, testDatabase } from './database.js';
import { type Fields, handedIn } from './form.js';
import { testKeyRing } from './key-ring.js';

export type { Fields } from './form.js';

export interface Shown {
  readonly status: number;
  readonly type: string;
  readonly location: string | undefined;
  readonly html: string;
  /** What a reader sees: the words without the markup. */
  readonly text: string;
  /** The value of a hidden or typed field in the main part of the page, the first of that name. */
  value(name: string): string | undefined;
}

/** The console in this process, over a database with the demo. */
export interface Console {
  readonly app: NestFastifyApplication;
  readonly faults: readonly string[];
  /** Addresses of the database by account, for another app over the same one. */
  readonly urls: TestDatabase['urls'];
  /** The mailbox of a demo account, e.g. 'kyoiku'. */
  get(who: string | null, path: string): Promise<Shown>;
  post(who: string | null, path: string, fields: Fields): Promise<Shown>;
  /** Opens a form and hands it in with these answers, as a browser does. */
  fillIn(who: string, path: string, fields: Fields): Promise<Shown>;
  sql<Row = Record<string, string>>(text: string, params?: unknown[]): Promise<Row[]>;
  /** The case of the demo in this state: its path, its id and its number. */
  inState(state: string): Promise<{ path: string; id: string; caseNo: string; version: number }>;
  close(): Promise<void>;
}

const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
const plain = (html: string): string => html.replace(/<[^>]*>/g, ' ').replace(/&(lt|gt|quot|#39|amp);/g, (code) => entities[code] ?? code);

/** `more`: settings besides those every console has. */
export async function startConsole({ training = true, ...more }: Partial<ConsoleSettings> = {}): Promise<Console> {
  const database = await testDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await loadReference((text, params) => owner.query(text, params));
  await allowTrainingClock((text) => owner.query(text));
  const { accounts } = await seedDemo({ databaseUrl: database.ownerUrl, keyRing: testKeyRing });
  const faults: string[] = [];
  const settings = {
    databaseUrl: database.urls.console,
    keyRing: testKeyRing,
    training,
    mode: 'solo',
    secureCookies: false,
    ...more,
  } as const;
  const app = await buildWeb({ ...pagesOfConsole, module: ConsoleModule.for(settings), log: (line) => faults.push(line) });

  const cookies = new Map<string, string>();
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    cookie: string | undefined,
    fields?: Fields,
  ): Promise<{ shown: Shown; cookie: string }> => {
    const answer = await app.inject({ method, url: path, ...(fields ? handedIn(fields, cookie) : { headers: cookie ? { cookie } : {} }) });
    const { location } = answer.headers;
    const html = answer.body;
    const shown: Shown = {
      status: answer.statusCode,
      type: String(answer.headers['content-type'] ?? ''),
      location: location === undefined ? undefined : String(location),
      html,
      text: plain(html),
      value: (name) => new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(html.slice(html.indexOf('<main')))?.[1],
    };
    return { shown, cookie: String(answer.headers['set-cookie'] ?? '').split(';')[0]! };
  };
  const signedIn = async (who: string | null): Promise<string | undefined> => {
    if (who === null) return undefined;
    const known = cookies.get(who);
    if (known) return known;
    const { email, password } = accounts.find((account) => account.email.startsWith(`${who}@`))!;
    const { shown, cookie } = await send('POST', '/sign-in', undefined, { email, password, next: '/' });
    if (shown.status !== 303) throw new Error(`${who} could not sign in: ${shown.status}`);
    cookies.set(who, cookie);
    return cookie;
  };
  const sql = async <Row>(text: string, params: unknown[] = []) => (await owner.query(text, params)).rows as Row[];
  const get: Console['get'] = async (who, path) => (await send('GET', path, await signedIn(who))).shown;
  const post: Console['post'] = async (who, path, fields) => (await send('POST', path, await signedIn(who), fields)).shown;
  return {
    app,
    faults,
    urls: database.urls,
    sql,
    get,
    post,
    fillIn: async (who, path, fields) => {
      const form = await get(who, path);
      if (form.status !== 200) throw new Error(`${path}: ${form.status}`);
      const version = form.value('version');
      const carried = { idempotencyKey: form.value('idempotencyKey') ?? '', ...(version === undefined ? {} : { version }) };
      return post(who, path.split('?')[0] ?? path, { ...carried, ...fields });
    },
    inState: async (state) => {
      const [found] = await sql<{ id: string; caseNo: string; version: number }>(
        'select id, case_no as "caseNo", version from survey_case where state = $1 order by reported_at limit 1',
        [state],
      );
      return { ...found!, path: `/cases/${found!.id}` };
    },
    close: async () => {
      await app.close();
      await owner.end();
      await database.close();
    },
  };
}

/** The console for all tests of a file; at the end nothing may have broken inside it. */
export function consoleForAll(): Console {
  let started: Console | undefined;
  beforeAll(async () => {
    started = await startConsole();
  });
  afterAll(async () => {
    expect(started?.faults).toEqual([]);
    await started?.close();
  });
  return new Proxy({} as Console, { get: (_, name) => Reflect.get(started!, name) as unknown });
}
