import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { leaveTestServer } from '../support/test-server.js';
import { keepAsItIs } from './as-it-was.js';
import { Crawler } from './crawler.js';
import { formsIn, linksIn } from './html.js';
import { Course } from './judge.js';
import { Chance, seedOf } from './random.js';
import { addApi } from './sqlmap-api.js';
import { fitting } from './sqlmap-fill.js';
import { type Account, type Answered, House, formHeaders, trialHeader, withToken } from './sqlmap-house.js';
import { type Outcome, attack } from './sqlmap-process.js';
import { type Candidate, type Target, Targets, rank } from './sqlmap-targets.js';
import { missedInTrap } from './sqlmap-trap.js';

interface Result extends Pick<Outcome, 'seconds'> {
  readonly outcome: Outcome['outcome'] | 'never begun';
  readonly target: Target;
  /** What was answered to the request itself, before anything was put into it. */
  readonly baseline: number;
  readonly statuses: ReadonlyMap<number, number>;
}
interface Manner {
  readonly folder: string;
  readonly seconds: number;
  readonly chance: Chance;
}
interface Ready {
  readonly candidate: Candidate;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly answer: Answered;
}

const tries = 10;
/** So many targets, then every row is as it was. */
const perRound = 16;
/** The targets of the apps in turn, so that each has its share where time runs out. */
function inTurn(targets: readonly Target[]): Target[] {
  const byApp = [...new Set(targets.map(({ app }) => app))].map((app) => targets.filter((one) => one.app === app));
  const longest = Math.max(0, ...byApp.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => byApp.flatMap((some) => some.slice(at, at + 1))).flat();
}
const plain = (text: string): string => text.replaceAll('*', '');

/** Everybody of the demo looks at every page of their app; every form, search and path on the way is a target. */
async function collect(house: House, chance: Chance, tell: (line: string) => void): Promise<Targets> {
  const targets = new Targets();
  const accounts = [...house.four.accounts].sort((a, b) => Number(a.role === 'administrator') - Number(b.role === 'administrator'));
  for (const account of accounts as readonly Account[]) {
    const cookie = await house.session(account);
    if (!cookie) throw new Error(`nobody lets ${account.email} in`);
    const limits = { pages: 1_500, forms: 0, times: 0, slow: 60_000, until: Date.now() + 60_000 };
    const shown = (page: string, forms: Parameters<typeof fitting>[0][]) => {
      targets.page(account, page);
      for (const form of forms) targets.form(account, form, page, () => fitting(form, account, chance));
    };
    const mailbox = account.email.split('@')[0]!;
    const crawler = new Crawler(
      (app, asked) => house.four.app[app].inject(asked),
      { app: account.app, mailbox },
      cookie,
      chance,
      new Course(),
      { ...limits, shown: (page, forms) => shown(page, [...forms]) },
    );
    await crawler.walk(false);
    tell(`${mailbox} saw ${crawler.pages} pages`);
  }
  await strangers(house, targets, chance);
  await addApi(house, targets, chance);
  for (const app of ['console', 'family', 'committee'] as const) {
    const account = (accounts as readonly Account[]).find((one) => one.app === app)!;
    targets.add({ name: 'the session cookie', kind: 'cookie', app }, '/', { account, method: 'GET', url: '/account' });
  }
  return targets;
}

/** What is asked before anybody is signed in. */
async function strangers(house: House, targets: Targets, chance: Chance): Promise<void> {
  for (const app of ['console', 'family', 'committee'] as const) {
    const ahead = ['/sign-in'];
    for (const page of ahead) {
      const { body } = await house.send(app, 'GET', page, {});
      const account = (house.four.accounts as readonly Account[]).find((one) => one.app === app)!;
      for (const form of formsIn(body)) targets.form({ ...account, role: '' }, form, page, () => fitting(form, account, chance));
      for (const link of linksIn(body)) if (!ahead.includes(link) && ahead.length < 20) ahead.push(link);
    }
  }
}

/** The candidate that is taken best, with a session of its own; in any order, so that no one case grows with every target. */
async function prepared(house: House, { app, candidates: all, kind }: Target, trial: string, chance: Chance): Promise<Ready | undefined> {
  const candidates = chance.shuffled(all);
  let best: Ready | undefined;
  const sessions = new Map<string, string | undefined>();
  for (const candidate of [...candidates, ...candidates.slice(0, tries)]) {
    const { account, method, url, token, headers: more } = candidate;
    const stranger = account?.role === '';
    if (account && !stranger && !sessions.has(account.email)) sessions.set(account.email, await house.session(account));
    const cookie = account && !stranger ? sessions.get(account.email) : undefined;
    if (account && !stranger && !cookie) continue;
    const headers: Record<string, string> = account
      ? { ...formHeaders(cookie), ...more, [trialHeader]: trial }
      : { authorization: `Bearer ${token!}`, ...more, [trialHeader]: trial };
    if (method === 'GET') delete headers['content-type'];
    const times = candidates.length > tries ? 1 : 3;
    for (let time = 0; time < times; time++) {
      const raw = candidate.body?.();
      const body = raw !== undefined && account ? withToken(raw, cookie) : raw;
      const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, plain(value)]));
      const answer = await house.send(app, method, plain(url), { ...sent, [trialHeader]: '' }, body);
      const ready = { candidate, headers: kind === 'cookie' ? { ...headers, cookie: `${headers['cookie']!}*` } : headers, body, answer };
      if (!best || rank(answer) < rank(best.answer)) best = ready;
      if (rank(answer) === 0) return ready;
      if (!candidate.body) break;
    }
  }
  return best;
}

async function tryOne(house: House, target: Target, number: number, { chance, ...manner }: Manner): Promise<Result> {
  const trial = String(number);
  const ready = await prepared(house, target, trial, chance);
  if (!ready) return { target, outcome: 'failed', seconds: 0, baseline: 0, statuses: new Map() };
  const { candidate, headers, body, answer } = ready;
  const { method, url } = candidate;
  const about = { ...manner, number, port: house.ports[target.app], method, url, headers, body, options: target.options ?? [] };
  const { outcome, seconds } = await attack(about);
  return { target, outcome, seconds, baseline: answer.statusCode, statuses: house.statusesOf(trial) };
}

/** Its version; refuses to go on without it. */
function sqlmapVersion(): string {
  try {
    return String(execFileSync('sqlmap', ['--version'])).split('\n')[0]!;
  } catch {
    console.error('sqlmap is not installed on this machine (https://sqlmap.org): nothing was tried.');
    process.exit(1);
  }
}

const counted = (statuses: ReadonlyMap<number, number>): string =>
  [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status}: ${count}`)
    .join(', ');
const line = ({ target: { app, kind, name }, outcome, seconds, baseline, statuses }: Result): string =>
  `| ${app} | ${kind} | ${name} | ${outcome} | ${baseline} | ${counted(statuses)} | ${seconds} |`;

/** `npm run fuzz:sqlmap`: FUZZ_SEED, FUZZ_CAP (seconds a target may take, 90), FUZZ_SECONDS (for all, 2,400), FUZZ_LEVEL (of sqlmap, 2), FUZZ_ONLY (a pattern of names). */
async function main(): Promise<void> {
  const seed = seedOf(process.env['FUZZ_SEED']);
  const seconds = Number(process.env['FUZZ_CAP'] ?? 90);
  const until = Date.now() + Number(process.env['FUZZ_SECONDS'] ?? 2_400) * 1000;
  const folder = mkdtempSync(path.join(tmpdir(), 'yorisoi-sqlmap-'));
  console.log(`sqlmap ${sqlmapVersion()}; seed ${seed}; what it said lies in ${folder}`);
  const chance = new Chance(seed);
  const house = await House.open();
  const began = Date.now();
  try {
    const missed = await missedInTrap((statement) => house.four.sql(statement), { folder, seconds });
    console.log(
      missed.length === 0
        ? 'the trap was found in a form, in JSON, in a path and in a header'
        : `the trap was missed: ${missed.join('; ')}`,
    );
    if (missed.length > 0) return void (process.exitCode = 1);
    const only = new RegExp(process.env['FUZZ_ONLY'] ?? '');
    const all = (await collect(house, chance, console.log)).all.filter(({ app, kind, name }) => only.test(`${app} ${kind} ${name}`));
    console.log(`${all.length} targets, found in ${Math.round((Date.now() - began) / 1000)} s`);
    const results: Result[] = [];
    const left = [...inTurn(all).entries()];
    const hand = async (round: typeof left): Promise<void> => {
      for (let next = round.shift(); next; next = round.shift()) {
        const [number, target] = next;
        const none: Result = { target, outcome: 'never begun', seconds: 0, baseline: 0, statuses: new Map() };
        const result = Date.now() < until ? await tryOne(house, target, number + 1, { folder, seconds, chance }) : none;
        results.push(result);
        console.log(line(result));
      }
    };
    const asItWas = await keepAsItIs((statement) => house.four.sql(statement));
    while (left.length > 0) {
      const round = left.splice(0, perRound);
      await Promise.all([hand(round), hand(round)]);
      await asItWas();
    }
    process.exitCode = summary(results, house.four.faults, folder) ? 0 : 1;
    console.log(`${Math.round((Date.now() - began) / 1000)} s; seed ${seed}`);
  } finally {
    await house.close();
    await leaveTestServer();
  }
}

/** Writes the index and says what came out; true where every target was begun and nothing is wrong. */
function summary(results: readonly Result[], faults: readonly string[], folder: string): boolean {
  const head = '| App | Kind | Target | Outcome | Baseline | Answers | Seconds |\n| --- | --- | --- | --- | --- | --- | --- |';
  writeFileSync(path.join(folder, 'index.md'), `${head}\n${results.map(line).join('\n')}\n`);
  const total = new Map<number, number>();
  for (const { statuses } of results) for (const [status, count] of statuses) total.set(status, (total.get(status) ?? 0) + count);
  const of = (outcome: Result['outcome']) => results.filter((one) => one.outcome === outcome);
  const told = ['not injectable', 'injectable', 'cut off by time', 'never begun', 'nothing to test', 'failed'] as const;
  const taken = results.filter(({ baseline }) => baseline > 0 && baseline < 400).length;
  console.log(
    `${results.length} targets: ${told.map((outcome) => `${of(outcome).length} ${outcome}`).join(', ')}; ${taken} taken as they stood`,
  );
  console.log(`answers: ${counted(total)}`);
  for (const result of [...of('injectable'), ...of('cut off by time'), ...of('never begun'), ...of('failed')]) console.log(line(result));
  for (const fault of faults) console.log(`logged: ${fault.slice(0, 600)}`);
  const broken = results.filter(({ statuses }) => [...statuses.keys()].some((status) => status >= 500));
  for (const result of broken) console.log(`5xx: ${line(result)}`);
  return of('injectable').length + of('never begun').length + of('failed').length + broken.length + faults.length === 0;
}

void main();
