import {
  ArrayMaxSize,
  ArrayUnique,
  Equals,
  IsArray,
  IsBoolean,
  IsDate,
  IsDefined,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { isPlainDate } from '#lib/kernel';
import { type Field, register } from './field.js';
import { isEmail, isMonth, isPhone } from './values.js';

export interface FieldOptions {
  readonly optional?: true;
  readonly hint?: string;
  readonly label?: string;
}
type Check = PropertyDecorator;

/** The message of each class-validator decorator is the code of the error; texts turn it into a sentence. */
const by = (code: string, holds: (value: unknown) => boolean): Check =>
  ValidateBy({ name: code, validator: { validate: holds, defaultMessage: () => code } });

function field(about: Omit<Field, 'name' | 'required'>, options: FieldOptions, checks: Check[]): Check {
  return (prototype, name) => {
    const { hint, label } = options;
    register(prototype.constructor, {
      name: String(name),
      required: !options.optional && about.kind !== 'flag',
      ...about,
      ...(hint ? { hint } : {}),
      ...(label ? { label } : {}),
    });
    for (const check of [...checks, options.optional ? IsOptional() : IsDefined({ message: 'required' })]) check(prototype, name);
  };
}

/** One line of text, at most `max` characters (200 where nothing is said). */
export const Text = (options: FieldOptions & { max?: number } = {}): Check => {
  const max = options.max ?? 200;
  return field({ kind: 'text', max }, options, [IsString({ message: 'not-text' }), MaxLength(max, { message: 'too-long' })]);
};

/** Text in lines, at most `max` characters (4000 where nothing is said). */
export const LongText = (options: FieldOptions & { max?: number } = {}): Check => {
  const max = options.max ?? 4000;
  return field({ kind: 'longText', max }, options, [IsString({ message: 'not-text' }), MaxLength(max, { message: 'too-long' })]);
};

/** A calendar day; the value is a PlainDate. */
export const Day = (options: FieldOptions = {}): Check => field({ kind: 'day' }, options, [by('not-a-day', isPlainDate)]);

/** A day and hour; the value is a Date. Pages hand in the Tokyo wall clock, the API ISO 8601 with a zone. */
export const Moment = (options: FieldOptions = {}): Check => field({ kind: 'moment' }, options, [IsDate({ message: 'not-a-moment' })]);

/** A month, YYYY-MM. */
export const Month = (options: FieldOptions = {}): Check => field({ kind: 'month' }, options, [by('not-a-month', isMonth)]);

/** A whole number between `min` (0) and `max` (100,000). */
export const Count = (options: FieldOptions & { min?: number; max?: number } = {}): Check => {
  const { min = 0, max = 100_000 } = options;
  return field({ kind: 'count', min, max }, options, [
    IsInt({ message: 'not-a-number' }),
    Min(min, { message: 'too-small' }),
    Max(max, { message: 'too-large' }),
  ]);
};

interface ChoiceOptions extends FieldOptions {
  /** Name of the set in `texts.choices`, where it is not the name of the field. */
  readonly set?: string;
}
const named = (set: string | undefined) => (set ? { set } : {});

/** One of the values. */
export const Choice = (values: readonly string[], options: ChoiceOptions = {}): Check =>
  field({ kind: 'choice', values, ...named(options.set) }, options, [IsIn([...values], { message: 'not-a-choice' })]);

/** Some of the values, each once; at least one unless optional. The value of an optional one left empty is undefined. */
export const Choices = (values: readonly string[], options: ChoiceOptions = {}): Check =>
  field({ kind: 'choices', values, ...named(options.set) }, options, [
    IsArray({ message: 'not-a-choice' }),
    ArrayUnique({ message: 'repeated' }),
    IsIn([...values], { each: true, message: 'not-a-choice' }),
  ]);

/** A statement that must be ticked; the value is true. */
export const Yes = (options: Omit<FieldOptions, 'optional'> = {}): Check =>
  field({ kind: 'yes' }, options, [Equals(true, { message: 'must-be-ticked' })]);

/** A statement that may be ticked; the value is true or false, never undefined. */
export const Flag = (options: Omit<FieldOptions, 'optional'> = {}): Check =>
  field({ kind: 'flag' }, options, [IsBoolean({ message: 'not-a-flag' })]);

export const Email = (options: FieldOptions = {}): Check => field({ kind: 'email', max: 254 }, options, [by('not-an-email', isEmail)]);

export const Phone = (options: FieldOptions = {}): Check => field({ kind: 'phone', max: 30 }, options, [by('not-a-phone', isPhone)]);

/** The id of one relative of the case. That it belongs to the case is for the service to check. */
export const RelativeRef = (options: FieldOptions = {}): Check =>
  field({ kind: 'relative' }, options, [IsUUID('all', { message: 'not-an-id' })]);

/** Ids of relatives of the case, each once, at least one unless optional. */
export const RelativeRefs = (options: FieldOptions = {}): Check =>
  field({ kind: 'relatives' }, options, [
    IsArray({ message: 'not-an-id' }),
    ArrayMaxSize(50, { message: 'too-many' }),
    ArrayUnique({ message: 'repeated' }),
    IsUUID('all', { each: true, message: 'not-an-id' }),
  ]);

/** The id of an earlier act of the named kind. That it belongs to the case is for the service to check. */
export const Ref = (act: string, options: FieldOptions = {}): Check =>
  field({ kind: 'ref', act }, options, [IsUUID('all', { message: 'not-an-id' })]);
