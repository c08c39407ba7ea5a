import 'reflect-metadata';

export {
  Choice,
  Choices,
  Count,
  Day,
  Email,
  Flag,
  LongText,
  Moment,
  Month,
  Phone,
  Ref,
  RelativeRef,
  RelativeRefs,
  Text,
  Yes,
  type FieldOptions,
} from './decorators.js';
export { type Field, type FormClass, type Kind, fieldsOf } from './field.js';
export { type FieldError, type Filled, type Read, fillForm, readForm, unknownField } from './read.js';
export { type Envelope, readEnvelope } from './envelope.js';
export { type Mode } from './convert.js';
export { type JsonSchema, jsonSchemaOf } from './json-schema.js';
