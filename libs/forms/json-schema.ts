import { type Field, type FormClass, fieldsOf } from './field.js';

export interface JsonSchema {
  readonly type: string;
  readonly [word: string]: unknown;
}

function schemaOf(field: Field): JsonSchema {
  const { kind, values, min, max, act } = field;
  const id: JsonSchema = { type: 'string', format: 'uuid' };
  switch (kind) {
    case 'day':
      return { type: 'string', format: 'date' };
    case 'moment':
      return { type: 'string', format: 'date-time' };
    case 'month':
      return { type: 'string', pattern: '^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$' };
    case 'count':
      return { type: 'integer', minimum: min, maximum: max };
    case 'choice':
      return { type: 'string', enum: values };
    case 'choices':
      return { type: 'array', items: { type: 'string', enum: values }, uniqueItems: true, ...(field.required ? { minItems: 1 } : {}) };
    case 'yes':
      return { type: 'boolean', enum: [true] };
    case 'flag':
      return { type: 'boolean', default: false };
    case 'email':
      return { type: 'string', format: 'email', maxLength: max };
    case 'phone':
      return { type: 'string', pattern: '^\\+?[0-9][0-9() -]*$', minLength: 9, maxLength: max };
    case 'relative':
      return id;
    case 'relatives':
      return { type: 'array', items: id, uniqueItems: true, maxItems: 50, ...(field.required ? { minItems: 1 } : {}) };
    case 'ref':
      return { ...id, description: `id of an act "${act}" of the same case` };
    default:
      return { type: 'string', maxLength: max, ...(field.required ? { minLength: 1 } : {}) };
  }
}

/** The form as the schema of a JSON body, for OpenAPI. */
export function jsonSchemaOf(form: FormClass): JsonSchema {
  const fields = fieldsOf(form);
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
    ...(required.length ? { required } : {}),
    additionalProperties: false,
  };
}
