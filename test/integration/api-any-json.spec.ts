import fc from 'fast-check';
import { actForms, actNames, actOf, stepNames, stepOf } from '#lib/cases';
import { type JsonSchema, jsonSchemaOf } from '#lib/forms';
import { type Role, newId } from '#lib/kernel';
import { type Api, type Caller, startApi } from '../support/api.js';
import { sampleOf } from '../support/sample-body.js';
import { ApiCase, until } from '../support/api-case.js';

jest.setTimeout(300_000);
let api: Api;
let early: ApiCase;
let late: ApiCase;

beforeAll(async () => {
  api = await startApi();
  early = await ApiCase.after(api, ['start']);
  late = await ApiCase.after(api, until('draft'));
});
afterAll(() => api?.close());

const strange = [
  '', ' ', '\u0000', '\ud800', '\u202e', '9999-12-31', '2999-12-31', '2199-12-31', '1900-01-01', '0000-00-00', '2025-02-30', '2025-13', '2999-12',
  '2025-05-12T00:00:00', '2999-12-31T23:59:59-14:00', '1900-01-01T00:00:00+14:00', '2025-06-01T08:00:00+09:00', "'; drop table act; --", '%00', '${7*7}',
  'x'.repeat(5000), '😀'.repeat(200), '__proto__', 'constructor', 'null', 'yes', 'death', 'WISH', -1, 0, 1e308, 2 ** 53, 0.1, -0, true, false, null, [], {}, [[]], [null], [''],
]; // prettier-ignore

/** Some value: any JSON, something a careless program sends, or an id that is none of ours. */
const anything = fc.oneof(
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 3, arbitrary: fc.constantFrom(...strange) },
  fc.constant(newId()),
);
const strangers = fc.dictionary(
  fc.oneof(fc.string(), fc.constantFrom('version', 'idempotencyKey', '__proto__', 'toString', 'occurredOn')),
  anything,
  { maxKeys: 2 },
);
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

/** Bodies near a form: most fields as the schema has them, some of them strange, some left out, some that nobody asked for. */
function bodiesNear(schema: JsonSchema): fc.Arbitrary<unknown> {
  const fields = Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, field]) => {
    const fitting = field.format === 'date' ? fc.oneof(fc.constant('2025-06-01'), day) : fc.constant(sampleOf(field));
    return [name, fc.oneof({ weight: 6, arbitrary: fitting }, anything)] as const;
  });
  const near = fc.record(Object.fromEntries(fields), { requiredKeys: fields.map(([name]) => name).filter((_, at) => at % 3 !== 2) });
  const more = fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, strangers);
  return fc.oneof({ weight: 8, arbitrary: fc.tuple(near, more).map(([body, others]) => ({ ...body, ...others })) }, anything);
}

const callerOf = (by: readonly Role[]): Caller =>
  by.includes('committeeMember')
    ? 'committeeMember'
    : by.includes('founder')
      ? 'founder'
      : by[0] === 'founderHead'
        ? 'founderHead'
        : 'school';
const cases = fc.constantFrom('early', 'late');
const pathOf = (which: string) => (which === 'early' ? early.path : late.path);

/** Whatever is sent, the answer is a result or a problem with a code, and a problem leaves everything as it was. */
async function holds(caller: Caller | null, path: string, body: unknown, key?: string): Promise<void> {
  const before = await api.rows();
  const answer = await api.ask(caller, 'POST', path, { body: body === undefined ? null : body, ...(key ? { key } : {}) });
  expect(answer.status).toBeLessThan(500);
  if (answer.status < 400) return;
  expect([answer.type, answer.body.code]).toEqual(['application/problem+json', expect.stringMatching(/^[a-z0-9-]+$/)]);
  expect(await api.rows()).toEqual(before);
}

it.each(actNames)('whatever is sent to the act %s, nothing breaks and no refusal leaves a trace', async (act) => {
  const caller = callerOf(actOf(act).by);
  await fc.assert(
    fc.asyncProperty(cases, bodiesNear(jsonSchemaOf(actForms[act])), fc.boolean(), (which, body, keyed) =>
      holds(
        caller === 'committeeMember' && which === 'early' ? 'founder' : caller,
        `${pathOf(which)}/acts/${act}`,
        body,
        keyed ? newId() : undefined,
      ),
    ),
    { numRuns: 5 },
  );
});

it('whatever is sent to a step', async () => {
  const bodies = fc.oneof(anything, strangers, fc.record({ version: anything }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...stepNames), cases, bodies, (step, which, body) =>
      holds(callerOf(stepOf(step).by), `${pathOf(which)}/steps/${step}`, body),
    ),
    { numRuns: 100 },
  );
});

it('whatever a limit is asked of', async () => {
  const rule = fc.oneof(
    fc.constantFrom('D-JSC-DEATH', 'D-JSC-MED', 'D-JSC-DIS', 'D-PROGRESS', 'D-EXTEND', 'D-RETAIN', 'D-DISC-30', 'D-TORT', 'D-JSC-FILE'),
    anything,
  );
  const bodies = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record(
        {
          rule,
          on: fc.oneof(day, anything),
          month: fc.oneof(
            day.map((on) => on.slice(0, 7)),
            anything,
          ),
        },
        { requiredKeys: ['rule'] },
      ),
    },
    anything,
  );
  await fc.assert(
    fc.asyncProperty(bodies, (body) => holds(null, '/v1/limits/preview', body)),
    { numRuns: 150 },
  );
});

it('whatever is reported', async () => {
  const schema = {
    properties: {
      dateOfDeath: { format: 'date' },
      awareAt: { format: 'date-time' },
      awareSource: { enum: ['family'] },
      pupilName: {},
      grade: {},
      schoolId: {},
    },
  };
  await fc.assert(
    fc.asyncProperty(bodiesNear(schema as unknown as JsonSchema), fc.boolean(), (body, keyed) =>
      holds('school', '/v1/cases', body, keyed ? newId() : undefined),
    ),
    { numRuns: 60 },
  );
});

it('whatever the list is asked', async () => {
  const names = fc.constantFrom('state', 'late', 'caseNo', 'sort', 'after', 'limit', '__proto__', 'x');
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'true',
      'INTAKE',
      '\u0000',
      'due',
      'reported',
      `none_${newId()}`,
      `2026-01-01_${newId()}`,
      `2026-01-01T00:00:00.000Z_${newId()}`,
      '0',
      '7',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(names, values), { maxLength: 4 }), async (pairs) => {
      const { status } = await api.ask(
        'founder',
        'GET',
        `/v1/cases?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`,
      );
      expect([200, 422]).toContain(status);
    }),
    { numRuns: 150 },
  );
});

it('whatever was entered, the cases can still be read by everybody who may', async () => {
  for (const caller of ['school', 'founder', 'relative'] as const) {
    expect((await api.ask(caller, 'GET', '/v1/cases?limit=200')).status).toBe(200);
    expect((await early.show(caller)).id).toBe(early.id);
    expect((await late.show(caller)).id).toBe(late.id);
  }
  expect((await api.sql('select count(*)::int as n from act'))[0].n).toBeGreaterThan(50);
});
