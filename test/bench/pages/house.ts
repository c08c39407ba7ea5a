import path from 'node:path';
import { Client } from 'pg';
import { ensureAccounts, ownerAddress, runMigrations } from '#lib/database';
import type { Actor } from '#lib/kernel';
import { Vault, makeKeyRing } from '#lib/vault';
import { type Frame, type PageAnswer, buildWeb } from '#lib/web';
import { CaseController } from '../../../apps/console/case/case.controller.js';
import { ListController } from '../../../apps/console/cases/list.controller.js';
import { ConsoleModule } from '../../../apps/console/console.module.js';
import { pagesOfConsole } from '../../../apps/console/pages.js';
import { seedDemo } from '../../../seeds/demo/index.js';
import { loadReference } from '../../../seeds/reference/load.js';
import { openedBy } from '../../support/opened.js';
import { type Served, get, served, signIn } from './http.js';
import { copyCase, fillCases } from './many-cases.js';
import { type Statement, recordWhile } from './recorder.js';

export const kinds = ['case page', 'list'] as const;
export type Kind = (typeof kinds)[number];

/** A page and what its bare likeness is made of: the statements it read with, and the tree it drew. */
export interface Subject {
  readonly url: string;
  readonly statements: readonly Statement[];
  readonly answer: PageAnswer;
}
export interface House {
  readonly cookie: string;
  readonly took: Served['took'];
  readonly frame: Frame;
  readonly bare: Client;
  readonly subjects: Readonly<Record<Kind, readonly Subject[]>>;
  readonly consoleUrl: string;
  readonly familyUrl: string;
  readonly keyRing: string;
  readonly relative: { readonly email: string; readonly password: string };
  close(): Promise<void>;
}

const opened = 50;
const lists = ['/cases', '/cases?sort=reported', '/cases?late=yes', '/cases?state=DETAILED_RUNNING', '/cases?state=CLOSED&sort=reported'];

/** A database with so many cases of one founder, and the console on it with that founder signed in. */
export async function buildHouse(serverUrl: string, data: string, size: number): Promise<House> {
  const keyRing = path.join(data, `key-ring-${size}.json`);
  const { accounts, demo, ...filled } = await filledDatabase(serverUrl, keyRing, size);
  const console = await served(
    buildWeb({
      ...pagesOfConsole,
      module: ConsoleModule.for({ databaseUrl: accounts.console, keyRing, training: false, mode: 'solo', secureCookies: false }),
    }),
  );
  const { email, password } = demo.accounts.find(({ email: mailbox }) => mailbox === filled.email)!;
  const cookie = await signIn(console.origin, email, password);
  const bare = new Client({ connectionString: accounts.console, options: `-c TimeZone=Asia/Tokyo ${whoReads(filled.actor)}` });
  bare.on('error', () => undefined); // The server ends before us where something else has failed.
  await bare.connect();
  return {
    cookie,
    took: console.took,
    frame: await frameOf(console, filled.actor),
    bare,
    subjects: await subjectsOf(console, cookie, filled.actor, filled.cases),
    consoleUrl: accounts.console,
    familyUrl: accounts.family,
    keyRing,
    relative: demo.accounts.find(({ app }) => app === 'family')!,
    close: () => bare.end().then(() => console.app.close()),
  };
}

/** For the whole session what UnitOfWork says for a transaction. */
const whoReads = ({ personId, role, organisationId }: Actor): string =>
  Object.entries({ person: personId, role, organisation: organisationId ?? '' })
    .map(([name, value]) => `-c yorisoi.${name}=${value}`)
    .join(' ');

async function filledDatabase(serverUrl: string, keyRing: string, size: number) {
  const url = await newDatabase(serverUrl, `bench_${size}`);
  await runMigrations(url);
  await makeKeyRing({ databaseUrl: url, keyRing }, 'bench');
  const accounts = await ensureAccounts(url, () => 'bench');
  const owner = new Client({ connectionString: ownerAddress(url) });
  await owner.connect();
  try {
    await loadReference(async (sql, params) => (await owner.query(sql, params)).rows);
    const demo = await seedDemo({ databaseUrl: url, keyRing });
    const { rows } = await owner.query<{ caseId: string; personId: string; founderId: string; otherFounderId: string }>(
      `select a.case_id as "caseId", g.person_id as "personId", c.founder_id as "founderId", o.id as "otherFounderId"
       from (select case_id from act group by case_id order by count(*) desc limit 1) a join survey_case c on c.id = a.case_id
         join role_grant g on g.organisation_id = c.founder_id and g.role = 'founder'
         join organisation o on o.kind = 'founder' and o.id <> c.founder_id limit 1`,
    );
    const { caseId, ...owners } = rows[0]!;
    const people = openedBy(async (sql, params) => (await owner.query(sql, params)).rows, new Vault(keyRing));
    const email = (await people.person()).find(({ id }) => id === owners.personId)!.email!;
    const cases = await copyCase(owner, keyRing, caseId, opened);
    await fillCases(owner, size, owners);
    await owner.query('vacuum (analyze)');
    const actor: Actor = { personId: owners.personId, role: 'founder', organisationId: owners.founderId, zone: 'console' };
    return { accounts, demo, email, cases, actor };
  } finally {
    await owner.end();
  }
}

async function newDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}

const frameOf = ({ app }: Served, actor: Actor): Promise<Frame> | Frame => {
  const person = {
    id: actor.personId,
    name: '架空 担当',
    role: actor.role,
    grantId: '',
    organisationName: '架空市教育委員会',
    house: null,
  };
  return pagesOfConsole.frame(app)({ url: '/cases', visitor: { actor, person } } as never);
};

/** Each page is asked for once, with its statements written down, and its tree is taken from the controller itself. */
async function subjectsOf({ app, origin }: Served, cookie: string, actor: Actor, cases: readonly string[]): Promise<House['subjects']> {
  const look = async (path: string, answer: unknown): Promise<Subject> => {
    const statements = await recordWhile(() => get(origin + path, cookie));
    if (statements.length < 2) throw new Error(`${path} was drawn from ${statements.length} statements`);
    return { url: origin + path, statements, answer: answer as PageAnswer };
  };
  const subjects: Record<Kind, Subject[]> = { 'case page': [], list: [] };
  for (const id of cases) subjects['case page'].push(await look(`/cases/${id}`, await app.get(CaseController).show(actor, id, undefined)));
  for (const path of lists)
    subjects.list.push(await look(path, await app.get(ListController).list(actor, Object.fromEntries(new URL(path, origin).searchParams))));
  return subjects;
}
