import { randomUUID } from 'node:crypto';
import type { Document } from './api-requests.js';
import type { Chance } from './random.js';
import { filledBody } from './sqlmap-fill.js';
import type { House } from './sqlmap-house.js';
import { type Candidate, type Targets, lastOf } from './sqlmap-targets.js';

/** Every operation of the OpenAPI document: its body, its query, its path, and once the token and the key. */
export async function addApi({ four, send }: House, targets: Targets, chance: Chance): Promise<void> {
  const { paths, components } = JSON.parse((await send('api', 'GET', '/v1/openapi.json', {})).body) as Document;
  const cases = (await four.sql<{ id: string }>('select id from survey_case')).map(({ id }) => id);
  const others = (
    await four.sql<{ id: string }>('select id from relative union all select id from act union all select id from organisation')
  ).map(({ id }) => id);
  const tokens = four.tokens.map(({ token }) => token);
  const json = { 'content-type': 'application/json' };
  for (const [path, methods] of Object.entries(paths))
    for (const [verb, { parameters = [], requestBody }] of Object.entries(methods)) {
      const method = verb.toUpperCase() as Candidate['method'];
      const name = `${method} ${path}`;
      const schema = requestBody?.content['application/json'].schema;
      const whole = schema?.$ref ? components.schemas[schema.$ref.split('/').at(-1)!]! : schema;
      const filled = (): string => filledBody(whole!, [...others, ...cases], chance);
      // A step has nothing but the version the caller saw, which is tried there; elsewhere it would only refuse what else is tried.
      const alone = whole?.properties?.['version'] && filled() === '{}';
      const body = whole && { body: alone ? () => '{"version":1}' : filled, headers: json };
      const query = parameters.filter((one) => one.in === 'query');
      for (const token of tokens)
        for (const id of path.includes('{id}') ? cases : ['']) {
          const url = path.replace('{id}', id);
          const add = (kind: 'api body' | 'api query' | 'api path' | 'api header', what: string, candidate: Partial<Candidate>) =>
            targets.add({ name: what, kind, app: 'api' }, lastOf(path) ? path : url, { method, url, token, ...body, ...candidate });
          if (body && Object.keys(whole.properties ?? {}).length > 0) add('api body', name, {});
          if (id) add('api path', name, { url: path.replace('{id}', `${id}*`) });
          if (query.length > 0) {
            const filled = query.map((one) => `${one.name}=${fit(one)}`).join('&');
            add('api query', name, { url: `${url}?${filled}` });
          }
          if (path === '/v1/cases' && method === 'GET') add('api header', 'the bearer token', { token: `${token}*` });
          if (path.endsWith('/acts/recordCare'))
            add('api header', 'Idempotency-Key', { headers: { ...json, 'idempotency-key': `${randomUUID()}*` } });
        }
    }
}

function fit({ name, schema }: { name: string; schema: { type?: string; enum?: readonly unknown[] } }): string {
  if (schema.enum) return String(schema.enum[0]);
  return schema.type === 'integer' ? '50' : schema.type === 'boolean' ? 'true' : name === 'caseNo' ? 'Y' : '1';
}
