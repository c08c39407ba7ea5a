import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OutgoingHttpHeaders } from 'node:http';
import { Client } from 'pg';
import { createPerson, grantRole, issueToken } from '#lib/accounts';
import { Listeners, SystemClock, type Tx, UnitOfWork, allowTrainingClock, openDataSource } from '#lib/database';
import { type PlainDate, countsAs, plainDate, systemActor, tokyoDate } from '#lib/kernel';
import { type ActName, CasesService, type Done } from '#lib/cases';
import { buildWeb } from '#lib/web';
import { ApiModule } from '../../apps/api/api.module.js';
import { type DemoPerson, makePeople } from '../../seeds/demo/people.js';
import { SeedModule, StoryClock } from '../../seeds/demo/seed.module.js';
import { loadReference } from '../../seeds/reference/load.js';
import { testDatabase } from './database.js';
import { testKeyRing, testVault } from './key-ring.js';

const boardTokens = ['founder', 'founderHead', 'school', 'committeeMember', 'secretariat', 'prefecture', 'reader'] as const;
const moreTokens = [
  'otherFounder',
  'otherSchool',
  'neighbourSchool',
  'administrator',
  'relative',
  'otherRelative',
  'strangeRelative',
] as const;
/** Whose token a request carries; `other…` are of the school corporation, the neighbour is another school of the board. */
export const callers = [...boardTokens, ...moreTokens] as const;
export type Caller = (typeof callers)[number];

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is what the test says about it
export type Json = any;
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: OutgoingHttpHeaders;
  readonly text: string;
  readonly body: Json;
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
export interface Sent {
  readonly body?: unknown;
  /** The body as it stands, in place of `body`. */
  readonly raw?: string | Buffer;
  readonly type?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type People = Awaited<ReturnType<typeof makePeople>>;

/** The API in this process, over a database of its own with the people of the demo, a training clock and no case. */
export interface Api {
  readonly app: NestFastifyApplication;
  readonly people: People;
  readonly tokens: Readonly<Record<Caller, string>>;
  /** Where each account of the database connects. */
  readonly urls: Awaited<ReturnType<typeof testDatabase>>['urls'];
  /** Sends a request; without a caller it carries no token. */
  ask(caller: Caller | null, method: Method, path: string, sent?: Sent): Promise<Answer>;
  /** What the owner of the database reads or does. */
  sql<Row = Json>(text: string, params?: unknown[]): Promise<Row[]>;
  /** How many rows the tables hold that writing touches, journal included, without what is read. */
  rows(): Promise<Readonly<Record<string, number>>>;
  /** The relative named last comes in, as by a letter, with the account of a relative of the demo. */
  letIn(caseId: string, email: string): Promise<void>;
  today(): Promise<PlainDate>;
  /** What somebody of the board does on a page: no program reads a paper through, or attests one. */
  asHuman(by: Caller, caseId: string, act: ActName, body: object): Promise<Done>;
  setClock(to: string): Promise<Answer>;
  close(): Promise<void>;
}

const tables = [
  'survey_case',
  'act',
  'case_state',
  'relative',
  'appointment',
  'deadline',
  'outbox',
  'mail',
  'idempotency',
  'released_draft',
  'final_report',
  'deliberation.standard_item',
  'deliberation.draft',
];
const everything = [
  ...tables.map((table) => `(select count(*)::int from ${table}) as "${table}"`),
  `(select count(*)::int from journal_entry where content not like '%"event":"read"%' and content not like '%"event":"case-not-found"%') as journal`,
  `(select coalesce(sum(version), 0)::int from survey_case) as versions`,
];

export async function startApi(): Promise<Api> {
  const database = await testDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const sql = async <Row>(text: string, params: unknown[] = []) => (await owner.query(text, params)).rows as Row[];
  await loadReference((text, params) => owner.query(text, params));
  await allowTrainingClock((text) => owner.query(text));
  const { people, tokens } = await makeCallers(database.ownerUrl);
  const app = await buildWeb({
    app: 'api',
    module: ApiModule.for({ databaseUrl: database.urls.api, training: true, keyRing: testKeyRing }),
    log: (line) => console.error(line),
  });

  const ask: Api['ask'] = async (caller, method, path, { body, raw, type = 'application/json', key, headers = {} } = {}) => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const answer = await app.inject({
      method,
      url: path,
      headers: {
        ...(caller ? { authorization: `Bearer ${tokens[caller]}` } : {}),
        ...(payload === undefined ? {} : { 'content-type': type }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    });
    const kind = String(answer.headers['content-type'] ?? '');
    return {
      status: answer.statusCode,
      type: kind.split(';')[0]!,
      headers: answer.headers,
      text: answer.body,
      body: /json/.test(kind) && answer.body ? answer.json() : null,
    };
  };
  const clock = new StoryClock();
  const pages = await NestFactory.createApplicationContext(
    SeedModule.for({ databaseUrl: database.ownerUrl, keyRing: testKeyRing }, clock),
    {
      logger: ['error'],
    },
  );
  const asHuman: Api['asHuman'] = async (by, caseId, act, body) => {
    const { personId, role, organisationId } = people.board[by as keyof People['board']];
    const zone = countsAs(role, ['committeeMember', 'secretariat']) ? 'committee' : 'console';
    clock.at = new Date((await ask('founder', 'GET', '/v1/training/clock')).body.now);
    return pages.get(CasesService).recordAct({ personId, role, organisationId, zone }, caseId, act, body, {}, 'api');
  };
  const setClock = (now: string) => ask('founder', 'PUT', '/v1/training/clock', { body: { now } });
  return {
    app,
    people,
    tokens,
    urls: database.urls,
    ask,
    sql,
    letIn: async (caseId, email) =>
      void (await sql(
        `update relative set person_id = $2 where id = (select id from relative where case_id = $1 and person_id is null order by created_at desc, id desc limit 1)
           and not exists (select from relative where case_id = $1 and person_id = $2)`,
        [caseId, people.relatives.find((one) => one.email === email)?.personId ?? null],
      )),
    setClock,
    asHuman,
    rows: async () => (await sql<Record<string, number>>(`select ${everything.join(', ')}`))[0]!,
    today: async () => tokyoDate(new Date((await ask('founder', 'GET', '/v1/training/clock')).body.now)),
    close: async () => {
      await Promise.all([app.close(), pages.close()]);
      await owner.end();
      await database.close();
    },
  };
}

/** A token for every caller: those of the demo, and for roles the demo gives none. */
async function makeCallers(ownerUrl: string): Promise<{ people: People; tokens: Record<Caller, string> }> {
  const owner = await openDataSource(ownerUrl);
  const work = new UnitOfWork(owner, new SystemClock(), new Listeners(), testVault);
  try {
    return await work.run(systemActor('console'), async (tx) => {
      const people = await makePeople(tx);
      const own = boardTokens.map((role) => [role, people.apiTokens.find((token) => token.role === role)!.token] as const);
      const [, neighbour] = await tx.query<{ id: string }>(
        `select id from organisation where kind = 'school' and parent_id = $1 order by (id = $2) desc`,
        [people.board.founder.organisationId, people.schools.board],
      );
      const neighbours: DemoPerson = { ...people.board.school, organisationId: neighbour!.id };
      const stranger = {
        ...people.relatives[0]!,
        personId: (await createPerson(tx, { name: '架空 三郎', email: 'saburo@mihon.example' })).id,
      };
      const more: Record<(typeof moreTokens)[number], string> = {
        otherFounder: await tokenFor(tx, people.corporation.founder),
        otherSchool: await tokenFor(tx, people.corporation.school),
        neighbourSchool: await tokenFor(tx, neighbours),
        administrator: await tokenFor(tx, { ...people.board.founder, role: 'administrator' }),
        relative: await tokenFor(tx, people.relatives[0]!),
        otherRelative: await tokenFor(tx, people.relatives[1]!),
        strangeRelative: await tokenFor(tx, stranger),
      };
      return { people, tokens: { ...(Object.fromEntries(own) as Record<(typeof boardTokens)[number], string>), ...more } };
    });
  } finally {
    await owner.destroy();
  }
}

/** A grant of its own with a token, as the demo gives them. */
async function tokenFor(tx: Tx, { personId, role, organisationId }: DemoPerson): Promise<string> {
  if (role === 'system') throw new RangeError('the system has no token');
  const grantId = await grantRole(tx, { personId, role, organisationId, startsOn: plainDate('2024-04-01'), atTheMachine: true });
  return issueToken(tx, { grantId, label: 'test', endsOn: null });
}

/** Status and code of an answer that must be a problem and must have left everything as it was. */
export async function refusalOf(api: Api, ask: () => Promise<Answer>): Promise<[number, string]> {
  const before = await api.rows();
  const { status, type, body } = await ask();
  expect(type).toBe('application/problem+json');
  expect(body).toMatchObject({ status, title: expect.stringMatching(/./), code: expect.stringMatching(/^[a-z-]+$/) });
  expect(await api.rows()).toEqual(before);
  return [status, body.code];
}
