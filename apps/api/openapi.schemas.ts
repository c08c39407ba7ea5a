import { actNames, stateNames, stepNames, trackNames, trackStates } from '#lib/cases';

type Schema = Readonly<Record<string, unknown>>;
export const ref = (name: keyof typeof schemas): Schema => ({ $ref: `#/components/schemas/${name}` });

const text: Schema = { type: 'string' };
const day: Schema = { type: 'string', format: 'date' };
const moment: Schema = { type: 'string', format: 'date-time' };
const uuid: Schema = { type: 'string', format: 'uuid' };
const state: Schema = { type: 'string', enum: stateNames };
const step: Schema = { type: 'string', enum: stepNames };
const nullable = (schema: Schema): Schema => ({ ...schema, nullable: true });
const list = (items: Schema): Schema => ({ type: 'array', items });
/** An object with these properties; a name that ends in `?` may be missing. */
function object(properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema {
  const required = Object.keys(properties).filter((name) => !name.endsWith('?'));
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name.replace(/\?$/, ''), schema])),
    ...(required.length > 0 ? { required } : {}),
    ...more,
  };
}

const working = list(object({ text, source: text }));
const dates = {
  firstCountedOn: nullable(day),
  strict: { ...day, description: 'Only this decides whether the limit has passed.' },
  safe: { ...day, description: 'The last open day on or before it.' },
  ext142: { ...day, description: 'Information only; not confirmed.' },
};
const outline = {
  id: uuid,
  caseNo: text,
  edition: { type: 'string', enum: ['2014', '2025'] },
  state,
  stateSince: day,
  founder: text,
};
const version: Schema = { type: 'integer', description: 'Counts what you see of the case: it moves when something moved for you.' };

export const schemas = {
  Problem: object({
    type: text,
    title: text,
    status: { type: 'integer' },
    'detail?': text,
    code: { ...text, description: 'Stable; programs decide by it.' },
    'missing?': { ...list(text), description: 'Needs of the step that do not hold, see GET /v1/procedure.' },
    'errors?': list(object({ field: text, code: text })),
    'facts?': { type: 'object' },
  }),
  Done: object({ id: uuid, version, state, 'actId?': uuid, 'waits?': { type: 'boolean' } }),
  Limit: object({ rule: text, ...dates, holidays: text, working }),
  Deadline: object({
    id: uuid,
    rule: text,
    name: text,
    kind: text,
    subject: text,
    countedFrom: text,
    ...dates,
    threeDates: { type: 'boolean' },
    state: { type: 'string', enum: ['open', 'late', 'met', 'cancelled', 'declined'] },
    metOn: nullable(day),
    metLate: { type: 'boolean' },
    holidays: text,
    outdated: { type: 'boolean' },
    working,
  }),
  Case: object({
    ...outline,
    'version?': { ...version, description: `${String(version['description'])} Not for readers of the outline.` },
    'school?': { ...text, description: 'Not for readers of the outline.' },
    tracks: {
      ...object(Object.fromEntries(trackNames.map((name) => [`${name}?`, { type: 'string', enum: trackStates[name] }]))),
      description: 'Readers of the outline see T_BULLYING only, the committee all but T_JSC.',
    },
    possible: {
      ...list(object({ step, to: state, by: list(text), missing: list(text) })),
      description: 'Steps that lead on from here; empty for readers of the outline.',
    },
    deadlines: list({ $ref: '#/components/schemas/Deadline' }),
    relatives: list(object({ id: uuid, relation: text })),
    history: {
      ...list(
        object({
          'act?': { type: 'string', enum: actNames },
          'id?': uuid,
          'occurredOn?': day,
          'enteredAt?': moment,
          'role?': text,
          'step?': step,
          'to?': state,
          'takenOn?': day,
        }),
      ),
      description: 'Acts and steps, oldest first, of what is there the newest 200. Later acts refer to earlier ones by id.',
    },
    earlier: { type: 'string', nullable: true, description: 'Where the history goes on: `before` of the page with what came before.' },
  }),
  CaseList: object({
    items: list(
      object({
        ...outline,
        'reportedAt?': { ...moment, description: 'Not for readers of the outline.' },
        'nextDueOn?': { ...nullable(day), description: 'Neither for readers of the outline nor for the committee.' },
        'late?': { type: 'boolean' },
        'school?': text,
        'grade?': nullable(text),
      }),
    ),
    next: nullable({ ...text, description: 'To be sent as `after`; null on the last page.' }),
  }),
  Entries: object({
    items: list(
      object({
        seq: { type: 'integer' },
        at: { type: 'string', format: 'date-time' },
        event: text,
        personId: uuid,
        role: text,
        organisationId: { ...uuid, nullable: true },
        zone: text,
        'ground?': text,
        facts: { type: 'object' },
      }),
    ),
    next: { type: 'string', nullable: true },
  }),
  Roots: object({
    items: list(
      object({ no: { type: 'integer' }, madeAt: { type: 'string', format: 'date-time' }, previous: text, tree: text, hash: text }),
    ),
    next: { type: 'string', nullable: true },
  }),
  Schools: object({ items: list(object({ id: uuid, name: text })) }),
  LimitQuestion: object(
    { rule: text, 'on?': day, 'month?': { type: 'string', pattern: '^\\d{4}-\\d{2}$' } },
    { additionalProperties: false },
  ),
  Clock: object({ now: moment }),
  Anything: { type: 'object' },
} satisfies Readonly<Record<string, Schema>>;
