import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '#lib/kernel';
import { handedIn } from './form.js';

export interface Way {
  readonly method: string;
  readonly url: string;
}
type Asked = Exclude<Parameters<NestFastifyApplication['inject']>[0], string | undefined>;
/** What a stranger may send on a way to make it costly. */
export interface Attempt {
  readonly name: string;
  readonly asked: Asked;
}

const recorded = new WeakMap<object, Way[]>();

/** Given to `buildWeb` as `prepare`: notes every route of the app as it is made. */
export function recordWays(app: NestFastifyApplication): void {
  const ways: Way[] = [];
  recorded.set(app, ways);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRoute', ({ url, method }) => void ways.push(...[method].flat().map((one) => ({ method: one, url }))));
}

/** Every way into the app: its routes, what its first page loads, the health check and a path nobody knows. */
export async function waysOf(app: NestFastifyApplication): Promise<readonly Way[]> {
  const { body } = await app.inject('/sign-in');
  const assets = Array.from(body.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g), ([, url]) => ({ method: 'GET', url: url! }));
  const unknown = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => ({ method, url: '/nobody/knows/this' }));
  const routes = recorded.get(app)!.filter(({ method, url }) => method !== 'HEAD' && !url.includes('*'));
  return [...routes, ...assets, ...unknown, { method: 'GET', url: '/health' }];
}

const filled = (url: string): string => url.replaceAll(/:\w+/g, () => newId());
const made = ['console', 'family', 'committee']
  .flatMap((app) => ['', '-step', '-device', '-oidc'].map((ending) => `yorisoi-${app}${ending}=${'m'.repeat(43)}`))
  .join('; ');
const usual = { email: 'nobody@example.jp', password: 'a long password 1', code: 'ABCD-EFGH-JKMN-PQRS', answer: '{}', note: '文' };
const many = Object.fromEntries(Array.from({ length: 190 }, (_, n) => [`f${n}`, 'あ"<&'.repeat(2)]));

/** What is sent on a way, from the usual to the hostile; nobody is signed in and every cookie is made up. */
export function attemptsOn({ method, url }: Way, isApi: boolean): readonly Attempt[] {
  const asked = (more: Partial<Asked>, path = filled(url)): Asked => ({ method: method as 'GET', url: path, ...more });
  if (method === 'GET' || method === 'OPTIONS')
    return [
      { name: 'plain', asked: asked({}) },
      { name: 'long query', asked: asked({}, `${filled(url)}?${'a=%3C&'.repeat(2_000)}`) },
      { name: 'long next', asked: asked({}, `${filled(url)}?next=/${'%22'.repeat(4_000)}`) },
      { name: 'made-up cookies', asked: asked({ headers: { cookie: made, authorization: `Bearer ${'m'.repeat(43)}` } }) },
      { name: 'long cookie', asked: asked({ headers: { cookie: 'a=1; '.repeat(2_500) } }) },
    ];
  if (isApi) {
    const json = (payload: string, more = {}) =>
      asked({ payload, headers: { 'content-type': 'application/json', authorization: `Bearer ${'m'.repeat(43)}`, ...more } });
    return [
      { name: 'usual', asked: json('{}') },
      { name: 'many names', asked: json(`{${Array.from({ length: 1_500 }, (_, n) => `"${n}":[]`).join()}}`) },
      { name: 'deep', asked: json('['.repeat(8_000) + ']'.repeat(8_000)) },
      { name: 'a megabyte', asked: json(`[${'0,'.repeat(500_000)}0]`) },
    ];
  }
  const plain = handedIn(usual);
  const withMade = handedIn(usual, made);
  const raw = (body: string, { headers } = plain) => asked({ payload: body, headers });
  return [
    { name: 'usual', asked: asked(handedIn(usual)) },
    { name: 'made-up cookies', asked: asked(withMade) },
    { name: 'many fields', asked: asked(handedIn(many)) },
    { name: 'many fields, no token', asked: raw(new URLSearchParams(many).toString(), withMade) },
    { name: '1.9 MB of a=&', asked: raw('a=&'.repeat(633_000)) },
    { name: '1.9 MB in one field', asked: raw(`note=${'%22'.repeat(633_000)}`, withMade) },
  ];
}
