import { actForms, actNames, ReportCase, stepNames } from '#lib/cases';
import { type FormClass, jsonSchemaOf } from '#lib/forms';
import { procedure, acts } from '#lib/texts';

const problem = { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const ok = (schema: unknown) => ({ '200': { description: 'Done', ...json(schema) }, '4XX': problem });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } };
const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 }, description: 'The same key again answers the first result and does nothing.' };
const version = { type: 'integer', description: 'Version of the case the writer saw; another one is refused with changed-meanwhile.' };

function withVersion(form: FormClass): Record<string, unknown> {
  const schema = jsonSchemaOf(form) as { properties?: Record<string, unknown> };
  return { ...schema, properties: { ...schema.properties, version } };
}

const day = { type: 'string', format: 'date' };
const schemas = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string' },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      code: { type: 'string', description: 'Stable; programs decide by it.' },
      missing: { type: 'array', items: { type: 'string' }, description: 'Needs of the step that do not hold, see GET /v1/procedure.' },
      errors: { type: 'array', items: { type: 'object', properties: { field: { type: 'string' }, code: { type: 'string' } } } },
    },
  },
  Done: { type: 'object', properties: { id: { type: 'string', format: 'uuid' }, version: { type: 'integer' }, state: { type: 'string' }, actId: { type: 'string', format: 'uuid' } } },
  Limit: {
    type: 'object',
    properties: {
      rule: { type: 'string' },
      firstCountedOn: { ...day, nullable: true },
      strict: day,
      safe: day,
      ext142: { ...day, description: 'Information only; not confirmed.' },
      working: { type: 'array', items: { type: 'object', properties: { text: { type: 'string' }, source: { type: 'string' } } } },
    },
  },
};

const tagged = (tag: string, summary: string, more: object) => ({ tags: [tag], summary, ...more });

/** The OpenAPI document, made from the same tables as pages and services. A test compares its paths with the routes. */
export function openApi() {
  const acting = Object.fromEntries(
    actNames.map((name) => [
      `/v1/cases/{id}/acts/${name}`,
      { post: tagged('acts', acts[name].title, { parameters: [id, key], requestBody: { required: true, ...json(withVersion(actForms[name])) }, responses: ok(ref('Done')) }) },
    ]),
  );
  const stepping = Object.fromEntries(
    stepNames.map((name) => [
      `/v1/cases/{id}/steps/${name}`,
      { post: tagged('steps', procedure.steps[name].name, { parameters: [id, key], requestBody: json({ type: 'object', properties: { version } }), responses: ok(ref('Done')) }) },
    ]),
  );
  const open = { security: [] };
  return {
    openapi: '3.0.3',
    info: { title: 'Yorisoi', version: '1', description: procedure.drawing, license: { name: 'MIT' } },
    security: [{ bearer: [] }],
    paths: {
      '/v1/cases': {
        get: tagged('cases', 'Cases within the scope of the token', {
          parameters: ['state', 'late', 'caseNo', 'sort', 'after', 'limit'].map((name) => ({ name, in: 'query', required: false, schema: { type: 'string' } })),
          responses: ok({ type: 'object', properties: { items: { type: 'array', items: { type: 'object' } }, next: { type: 'string', nullable: true } } }),
        }),
        post: tagged('cases', 'Report a case', { parameters: [key], requestBody: { required: true, ...json(withVersion(ReportCase)) }, responses: { '201': { description: 'Reported', ...json(ref('Done')) }, '4XX': problem } }),
      },
      '/v1/cases/{id}': { get: tagged('cases', 'One case', { parameters: [id], responses: ok({ type: 'object' }) }) },
      ...stepping,
      ...acting,
      '/v1/procedure': { get: tagged('procedure', 'The table of the procedure', { responses: ok({ type: 'object' }) }) },
      '/v1/limits/preview': {
        post: tagged('limits', 'Work out a date', {
          ...open,
          requestBody: { required: true, ...json({ type: 'object', required: ['rule'], properties: { rule: { type: 'string' }, on: day, month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' } } }) },
          responses: ok(ref('Limit')),
        }),
      },
      '/v1/training/clock': {
        get: tagged('training', 'The training clock (solo mode)', { responses: ok({ type: 'object' }) }),
        put: tagged('training', 'Set the training clock forward (solo mode)', { requestBody: { required: true, ...json({ type: 'object', required: ['now'], properties: { now: { type: 'string', format: 'date-time' } } }) }, responses: ok({ type: 'object' }) }),
      },
      '/v1/openapi.json': { get: tagged('openapi', 'This document', { ...open, responses: ok({ type: 'object' }) }) },
    },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } }, schemas },
  };
}
