import { randomUUID } from 'node:crypto';
import { addressOf, thingsOfACase, wholeBody } from '../support/matrix/samples.js';
import { handedIn } from '../support/form.js';
import { type Line, admitted, wholePolicy } from '../support/matrix/policy.js';
import { type AppRoute, apps, keyOf, routesIn } from '../support/matrix/routes.js';
import {
  type Matrix,
  type MatrixCase,
  type PersonRole,
  type Relation,
  caseIn,
  matrixWorld,
  members,
  people,
  relationsOf,
  whoIn,
} from '../support/matrix/world.js';

jest.setTimeout(300_000);

let matrix: Matrix;
let routes: readonly AppRoute[];
beforeAll(async () => {
  matrix = await matrixWorld();
  routes = apps.flatMap((app) => routesIn(app, matrix.apps[app]));
});
afterAll(() => matrix?.close());

type Verdict = 'in' | 'hidden' | 'refused' | 'signIn' | 'fault' | `odd ${number}`;
interface Answer {
  readonly verdict: Verdict;
  readonly body: string;
}

type Body = Readonly<Record<string, unknown>>;
const fieldsOf = (body: Body) =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, [value].flat().map((one) => (one === true ? 'yes' : String(one)))]),
  );

async function ask(route: AppRoute, url: string, credential: string | null, body: Body = {}): Promise<Answer> {
  const writes = route.method !== 'GET';
  const api = route.app === 'api';
  const known = credential === null ? {} : api ? { authorization: credential } : { cookie: credential };
  const sent = !writes
    ? { headers: known }
    : api
      ? { headers: { ...known, 'content-type': 'application/json' }, payload: JSON.stringify(body) }
      : handedIn({ idempotencyKey: randomUUID(), ...fieldsOf(body) }, credential ?? undefined);
  const answer = await matrix.apps[route.app].inject({ method: route.method, url, ...sent });
  return { verdict: verdictOf(answer.statusCode, String(answer.headers.location ?? ''), writes), body: answer.body };
}

function verdictOf(status: number, location: string, writes: boolean): Verdict {
  if (status >= 500) return 'fault';
  if (status === 401 || (status === 303 && /^\/sign-in($|\?next=)/.test(location))) return 'signIn';
  if (status === 403) return 'refused';
  if (status === 404) return 'hidden';
  // Who writes nothing sensible is told so, and has been let in.
  if ((status >= 200 && status < 400) || (writes && [400, 409, 422].includes(status))) return 'in';
  return `odd ${status}`;
}

function expected(route: AppRoute, line: Line, role: PersonRole, relation: Relation): Verdict {
  if (line === 'public') return 'in';
  if (!admitted[route.app].includes(role)) return 'signIn';
  if (relation === 'ended' && !members.includes(role)) return 'signIn';
  if (line === 'everybody') return 'in';
  if (line === 'whoseItIs') return 'hidden';
  const allowed = line[role];
  if (!allowed) return 'refused';
  return allowed.includes(relation) || (!route.path.includes('/cases/:id') && allowed.includes('never')) ? 'in' : 'hidden';
}

const noise = /^(session|refusal_count|sign_in_attempt|journal_\w+|api_token|rate\w*|request_\w*)$/;
let counting = '';
/** How many rows each table has, without those that tell of asking itself. */
async function rows(): Promise<string> {
  if (counting === '') {
    const tables = (await matrix.owner.query(
      `select oid::regclass::text as name, relname as plain from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'deliberation')`,
    )) as { name: string; plain: string }[];
    const parts = tables.filter(({ plain }) => !noise.test(plain)).map(({ name }) => `(select count(*) from ${name}) as "${name}"`);
    counting = `select ${parts.join(', ')}, (select sum(version) from survey_case) as versions`;
  }
  return JSON.stringify((await matrix.owner.query(counting))[0]);
}

/** Marks of the cases nobody let this caller see: they stand in no answer. */
const marks = (one: MatrixCase): readonly string[] => [one.caseNo, one.pupil];
function visible(role: PersonRole, relation: Relation): readonly MatrixCase[] {
  const { own, other } = matrix.cases;
  if (whoIn(relation) !== 'main') return relation === 'never' ? Object.values(matrix.cases) : [];
  return role === 'founder' || role === 'founderHead' ? [own, other] : role === 'administrator' ? [] : [own];
}
const leaks = (role: PersonRole, relation: Relation, body: string): boolean =>
  Object.values(matrix.cases)
    .filter((one) => !visible(role, relation).includes(one))
    .some((one) => marks(one).some((mark) => body.includes(mark)));

it('every route has a line in the policy, and every line a route', () => {
  expect(routes.length).toBeGreaterThan(60);
  expect(Object.keys(wholePolicy).sort()).toEqual([...new Set(routes.map(keyOf))].sort());
});

it('what the policy calls public, and nothing else, asks for no credential', () => {
  const open = (line: Line | undefined) => line === 'public';
  expect(routes.filter((route) => route.open !== open(wholePolicy[keyOf(route)])).map(keyOf)).toEqual([]);
});

describe.each(Object.keys(wholePolicy))('%s', (key) => {
  it('answers each role in each relation as the policy says, and tells nobody else anything', async () => {
    const route = routes.find((one) => keyOf(one) === key)!;
    const line = wholePolicy[key]!;
    const wrong: string[] = [];
    await matrix.owner.query('delete from request_count'); // How many requests come together is tried elsewhere.
    for (const role of people) {
      const stranger = !admitted[route.app].includes(role);
      for (const relation of stranger || line === 'public' ? (['own'] as const) : relationsOf(role)) {
        const one = matrix.cases[caseIn(relation)];
        const url = addressOf(key, route.path, one, role, matrix);
        const should = expected(route, line, role, relation);
        const counted = route.method !== 'GET' && should !== 'in' ? await rows() : '';
        const sent = should === 'in' ? {} : wholeBody(key, url);
        const { verdict, body } = await ask(route, url, await matrix.credential(route.app, role, whoIn(relation)), sent);
        if (verdict !== should && !(line === 'public' && verdict === 'signIn'))
          wrong.push(`${role}, ${relation}: ${verdict} instead of ${should}`);
        if (leaks(role, relation, body)) wrong.push(`${role}, ${relation}: the answer names a case of others`);
        if (counted !== '' && counted !== (await rows())) wrong.push(`${role}, ${relation}: the refused request left a row`);
      }
    }
    const { verdict } = await ask(route, addressOf(key, route.path, matrix.cases.own, 'founder', matrix), null);
    if (verdict !== 'signIn' && !(line === 'public' && verdict === 'in')) wrong.push(`nobody: ${verdict}`);
    expect(wrong).toEqual([]);
    expect(matrix.faults.splice(0)).toEqual([]);
  });
});

describe.each(Object.entries(thingsOfACase))('%s', (key) => {
  it('finds nothing where the case is one’s own and the thing another’s', async () => {
    const route = routes.find((one) => keyOf(one) === key)!;
    const line = wholePolicy[key]!;
    const { own, foreign } = matrix.cases;
    for (const role of people.filter((one) => typeof line === 'object' && line[one] !== undefined)) {
      const url = addressOf(key, route.path, own, role, matrix, foreign);
      expect([role, (await ask(route, url, await matrix.credential(route.app, role, 'main'))).verdict]).toEqual([role, 'hidden']);
    }
  });
});
