import { setImmediate as breathe } from 'node:timers/promises';
import type { FourApps } from '../support/four-apps.js';
import { Requests, type Document } from './api-requests.js';
import { Course } from './judge.js';
import { mark } from './payloads.js';
import { Chance } from './random.js';

export interface Fuzzing {
  readonly requests: number;
  readonly seed: number;
  /** Milliseconds an answer may take. */
  readonly slow: number;
  /** Requests under way at once. */
  readonly hands?: number;
  readonly tell?: (line: string) => void;
}

/** Sends what an OpenAPI document allows and much it does not, with every token of the demo, and looks at each answer. */
export async function fuzzApi(four: FourApps, { requests, seed, slow, hands = 4, tell }: Fuzzing): Promise<Course> {
  const { api } = four.app;
  const document = (await api.inject('/v1/openapi.json')).json<Document>();
  const ids = (
    await four.sql<{ id: string }>('select id from survey_case union all select id from relative union all select id from act')
  ).map(({ id }) => id);
  const cases = (await four.sql<{ id: string }>('select id from survey_case')).map(({ id }) => id);
  const chance = new Chance(seed);
  const made = new Requests(
    document,
    four.tokens.map(({ token }) => token),
    [...ids, ...Array.from({ length: 40 }, () => cases).flat()],
    chance,
  );
  const course = new Course();
  let left = requests;

  const one = async (): Promise<void> => {
    while (left-- > 0) {
      const { method, url, headers, payload, name } = made.next();
      const from = performance.now();
      const answer = await api.inject({ method: method as 'GET', url, headers, ...(payload === undefined ? {} : { payload }) });
      const heard = { status: answer.statusCode, headers: answer.headers, body: answer.body, milliseconds: performance.now() - from };
      const twice =
        heard.status < 300 && payload !== undefined && /"(\w+)":1,"\1":/.test(payload) ? 'a name said twice was taken' : undefined;
      course.note(name, heard, slow, twice ?? wrongInJson(heard.status, String(answer.headers['content-type'] ?? ''), answer.body, method));
      if (course.asked % 5_000 === 0) tell?.(course.told);
      if (course.asked % 50 === 0) await breathe();
    }
  };
  await Promise.all(Array.from({ length: hands }, one));
  for (const fault of four.faults) course.findings.set(`logged: ${fault.slice(0, 600)}`, 1);
  return course;
}

/** An answer is JSON; a refusal is a problem and says nothing of what was sent. */
function wrongInJson(status: number, type: string, body: string, method: string): string | undefined {
  if (body === '' && (method === 'HEAD' || method === 'OPTIONS')) return undefined;
  const wanted = status >= 400 ? 'application/problem+json' : 'application/json';
  if (!type.startsWith(wanted)) return `type ${type}`;
  // A name of a field may be said again where it is nothing but a name.
  if (status >= 400 && body.replaceAll(/"field":"[\w-]{0,60}"/g, '').includes(mark)) return 'what was sent came back';
  return undefined;
}
