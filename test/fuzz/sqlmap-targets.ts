import type { Account, Answered } from './sqlmap-house.js';
import type { FoundForm } from './html.js';

/** One way in: a route with a set of fields, and every place of the demo where it was seen. */
export interface Target {
  readonly name: string;
  readonly kind: 'form' | 'search' | 'path' | 'carried' | 'cookie' | 'api body' | 'api query' | 'api path' | 'api header';
  readonly app: Account['app'] | 'api';
  /** What is tried; the one that is taken best is handed to sqlmap. */
  readonly candidates: Candidate[];
  /** Goes last, because it ends what the others stand on. */
  readonly last: number;
  readonly options?: readonly string[];
}
export interface Candidate {
  readonly account?: Account | undefined;
  readonly method: 'GET' | 'POST';
  /** With `*` where sqlmap puts its payloads, in place of all fields. */
  readonly url: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes the body, each time otherwise. */
  readonly body?: () => string;
}

export const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g;
const carried = ['formToken', 'idempotencyKey', 'version'];
const most = 14;

/** What ends sessions, accounts, roles or the days of the clock, and steps that close other acts. */
const ends: readonly (readonly [RegExp, number])[] = [
  [/\/sign-out|sessions?\b/, 9],
  [/^(POST )?\/account|\/sign-in|\/role/, 8],
  [/\/people|\/tokens|\/recovery|\/handover|\/organisations/, 6],
  [/clock/, 5],
  [/\/steps\//, 4],
  [/recus|intention|break-glass|opening/i, 3],
];
export const lastOf = (path: string): number => ends.find(([pattern]) => pattern.test(path))?.[1] ?? 0;

/** Collects what was seen, once for each route and set of fields. */
export class Targets {
  private readonly found = new Map<string, Target>();

  get all(): Target[] {
    return [...this.found.values()].sort((a, b) => a.last - b.last);
  }

  add(target: Omit<Target, 'candidates' | 'last'>, route: string, candidate: Candidate): void {
    const known = this.found.get(`${target.kind} ${target.app} ${target.name}`);
    if (!known) this.found.set(`${target.kind} ${target.app} ${target.name}`, { ...target, candidates: [candidate], last: lastOf(route) });
    else if (known.candidates.length < most) known.candidates.push(candidate);
  }

  /** A page that was looked at: its path, where ids stand in it, and what stands behind the question mark. */
  page(account: Account, address: string): void {
    const [path = '', query] = address.split('?');
    this.path(account, 'GET', path);
    if (!query) return;
    const names = [...new Set(new URLSearchParams(query).keys())].sort();
    const filled = new URLSearchParams(query);
    for (const name of names) if (!filled.get(name)) filled.set(name, '1');
    const name = `GET ${path.replace(ids, ':id')}?${names.join('&')}`;
    this.add({ name, kind: 'search', app: account.app }, path, { account, method: 'GET', url: `${path}?${filled.toString()}` });
  }

  form(account: Account, form: FoundForm, page: string, answer: () => URLSearchParams): void {
    const to = form.action || page.split('?')[0]!;
    const isGet = form.method.toLowerCase() === 'get';
    const names = form.controls.map(({ name }) => name).filter((name) => !carried.includes(name));
    const name = `${isGet ? 'GET' : 'POST'} ${to.replace(ids, ':id')} ${names.sort().join(' ')}`;
    if (isGet) {
      const url = `${to}?${answer().toString()}`;
      if (names.length > 0) this.add({ name, kind: 'search', app: account.app }, to, { account, method: 'GET', url });
      return;
    }
    this.path(account, 'POST', to, () => answer().toString());
    const options = ['--skip=formToken'];
    const candidate = { account, method: 'POST', url: to, body: () => answer().toString() } as const;
    if (names.length > 0) this.add({ name, kind: 'form', app: account.app, options }, to, candidate);
    // An address may be given once: looked up for every payload it is only when it is new each time.
    if (names.includes('email') && names.length > 1 && !to.startsWith('/sign-in')) {
      const fresh = ['--skip=formToken,email', "--eval=import uuid;email='t'+uuid.uuid4().hex+'@mihon.example'"];
      this.add({ name: `${name} (a new address each time)`, kind: 'form', app: account.app, options: fresh }, to, candidate);
    }
    if (/\/acts\/|\/questions|\/items|\/drafts/.test(to) && form.controls.some(({ name }) => name === 'version'))
      this.add({ name: 'what every form carries', kind: 'carried', app: account.app, options: ['-p', carried.join(',')] }, to, {
        ...candidate,
        body: () => {
          const body = answer();
          for (const { name, values } of form.controls) if (carried.includes(name) && !body.has(name)) body.append(name, values[0]!);
          return body.toString();
        },
      });
  }

  private path(account: Account, method: 'GET' | 'POST', path: string, body?: () => string): void {
    const shape = path.replace(ids, ':id');
    if (shape === path && !/^\/(cases|sign-in)\//.test(path)) return;
    const url = path.replace(ids, (id) => `${id}*`).replace(/\/(acts|steps)\/(\w+)(?=\/|$)/, '/$1/$2*');
    if (!url.includes('*')) return;
    const name = `${method} ${url.replace(ids, ':id').replace(/(?<=\/(acts|steps)\/)\w+\*/, ':code*')}`;
    this.add({ name, kind: 'path', app: account.app }, path, { account, method, url, ...(body ? { body } : {}) });
  }
}

/** How well an answer shows that what was sent got through: the smaller the better. */
export function rank({ statusCode, headers }: Answered): number {
  const away = statusCode === 303 && /^\/(sign-in|\?|$)/.test(String(headers['location'] ?? ''));
  if (statusCode < 400) return away ? 7 : 0;
  return { 409: 2, 422: 1, 404: 4, 400: 5 }[statusCode] ?? 6;
}
