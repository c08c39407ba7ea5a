import { actForms, actNames, ReportCase, sorts, stateNames, stepNames } from '#lib/cases';
import { type FormClass, jsonSchemaOf } from '#lib/forms';
import { acts, procedure } from '#lib/texts';
import { statuses } from '#lib/web';
import { SetClock } from './clock.controller.js';
import { ref, schemas } from './openapi.schemas.js';

/** Codes of pages and of people who are entered by hand; a program never meets them. */
const ofPages =
  /^(not-signed-in|foreign-origin|form-stale|organisation-.*|self-grant|has-administrator|grant-over|last-administrator|transfer-.*)$/;
function codesByStatus(): string {
  const codes = Object.entries(statuses).filter(([code, status]) => status < 500 && !ofPages.test(code));
  const byStatus = new Map<number, string[]>();
  for (const [code, status] of codes) byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  return [...byStatus].map(([status, of]) => `${status}: ${of.join(', ')}.`).join(' ');
}
const responses = {
  Refused: {
    description: `Nothing was kept. ${codesByStatus()}`,
    content: { 'application/problem+json': { schema: ref('Problem') } },
  },
};

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const takes = (schema: unknown) => ({ requestBody: { required: true, ...json(schema) } });
const answers = (schema: unknown, status = '200') => ({
  responses: {
    [status]: { description: 'Done', ...json(schema) },
    '4XX': { $ref: '#/components/responses/Refused' },
  },
});
const operation = (tag: string, operationId: string, summary: string, ...more: object[]) =>
  Object.assign({ tags: [tag], operationId, summary }, ...more) as object;

const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const keyText = { type: 'string', pattern: '^[!-~]{1,200}$' };
const key = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: keyText,
  description:
    'The same key with the same request answers the first result and does nothing; with another it is refused with idempotency-key-reused.',
};
const idempotencyKey = { ...keyText, description: 'As the header Idempotency-Key, for programs that cannot set one.' };
const version = {
  type: 'integer',
  minimum: 1,
  description: 'Version of the case the writer saw; another one is refused with changed-meanwhile.',
};

function formWith(form: FormClass, more: object): object {
  const schema = jsonSchemaOf(form) as { properties?: object };
  return { ...schema, properties: { ...schema.properties, ...more } };
}

const query = (name: string, schema: object, description?: string) => ({
  name,
  in: 'query',
  required: false,
  schema,
  ...(description ? { description } : {}),
});
const filters = [
  query('state', { type: 'string', enum: stateNames }),
  query('late', { type: 'boolean' }),
  query('caseNo', { type: 'string', maxLength: 20 }),
  query('sort', { type: 'string', enum: sorts }, 'Readers of the outline and the committee learn no next date: for them `reported` only.'),
  query('after', { type: 'string' }, '`next` of the page before, with the same sort.'),
  query('limit', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
];

const before = query('before', { type: 'string', pattern: '^[0-9]{1,9}$' }, '`next` of the page before.');

const earlier = query('before', { type: 'string', pattern: '^[1-9][0-9]{0,8}$' }, '`earlier` of the page of the history before.');

const acting = Object.fromEntries(
  actNames.map((name) => [
    `/v1/cases/{id}/acts/${name}`,
    {
      post: operation(
        'acts',
        name,
        acts[name].title,
        { parameters: [id, key] },
        takes(formWith(actForms[name], { version, idempotencyKey })),
        answers(ref('Done')),
      ),
    },
  ]),
);
const stepBody = { requestBody: json({ type: 'object', properties: { version, idempotencyKey }, additionalProperties: false }) };
const stepping = Object.fromEntries(
  stepNames.map((name) => [
    `/v1/cases/{id}/steps/${name}`,
    { post: operation('steps', name, procedure.steps[name].name, { parameters: [id, key] }, stepBody, answers(ref('Done'))) },
  ]),
);
const open = { security: [] };
const aboutTokens =
  'A token belongs to one role of one organisation and has a last day. One for reading only may send GET and HEAD: every other request is refused with token-read-only (403). A token that is unknown, ended or revoked is refused with token-invalid (401).';
const clock = 'The training clock (solo mode only, else not found)';

/** The OpenAPI document, made from the same tables as pages and services. A test compares its paths with the routes. */
export const openApi = () => ({
  openapi: '3.0.3',
  info: { title: 'Yorisoi', version: '1', description: procedure.drawing, license: { name: 'MIT' } },
  servers: [{ url: '/' }],
  security: [{ bearer: [] }],
  paths: {
    '/v1/cases': {
      get: operation('cases', 'listCases', 'Cases within the scope of the token', { parameters: filters }, answers(ref('CaseList'))),
      post: operation(
        'cases',
        'reportCase',
        'Report a case',
        { parameters: [key] },
        takes(formWith(ReportCase, { idempotencyKey })),
        answers(ref('Done'), '201'),
      ),
    },
    '/v1/cases/{id}': { get: operation('cases', 'showCase', 'One case', { parameters: [id, earlier] }, answers(ref('Case'))) },
    ...stepping,
    ...acting,
    '/v1/cases/{id}/journal': {
      get: operation(
        'journal',
        'listEntries',
        'Who did or read what in a case, newest first',
        { parameters: [id, before] },
        answers(ref('Entries')),
      ),
    },
    '/v1/journal/roots': {
      get: operation(
        'journal',
        'listRoots',
        'Roots over all chains of the journal, newest first',
        { parameters: [before] },
        answers(ref('Roots')),
      ),
    },
    '/v1/schools': { get: operation('cases', 'listSchools', 'Schools the caller may report a case of', answers(ref('Schools'))) },
    '/v1/procedure': { get: operation('procedure', 'showProcedure', 'The table of the procedure', answers(ref('Anything'))) },
    '/v1/limits/preview': {
      post: operation('limits', 'previewLimit', 'Work out a date', open, takes(ref('LimitQuestion')), answers(ref('Limit'))),
    },
    '/v1/training/clock': {
      get: operation('training', 'showClock', clock, answers(ref('Clock'))),
      put: operation('training', 'setClock', `${clock}, set forward`, takes(jsonSchemaOf(SetClock)), answers(ref('Clock'))),
    },
    '/v1/openapi.json': { get: operation('openapi', 'showOpenApi', 'This document', open, answers(ref('Anything'))) },
  },
  components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: aboutTokens } }, schemas, responses },
});
