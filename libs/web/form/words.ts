import { type Field, type FieldError, type FormClass, fieldsOf } from '#lib/forms';
import { choices, fieldErrors, fields, hints, say } from '#lib/texts';

type Words = Readonly<Record<string, string>>;
const word = (words: Words, code: string): string | undefined => (Object.hasOwn(words, code) ? words[code] : undefined);

export const labelOf = (field: Field): string => word(fields, field.label ?? field.name) ?? field.name;

export const hintOf = (field: Field): string | undefined => word(hints, field.hint ?? field.name);

/** The words of one value of a choice. */
export function choiceOf(field: Pick<Field, 'name' | 'set'>, value: string): string {
  const set: Readonly<Record<string, Words>> = choices;
  return word(set[field.set ?? field.name] ?? {}, value) ?? value;
}

const chosen: readonly Field['kind'][] = ['choice', 'choices', 'relative', 'relatives', 'ref'];

/** The sentence that says what is wrong with a field. */
export function messageOf(field: Field | undefined, { field: name, code }: FieldError): string {
  const own = code === 'required' && field && chosen.includes(field.kind) ? 'required-choice' : code;
  const { min = 0, max = 0 } = field ?? {};
  const facts = { label: field ? labelOf(field) : name, min: min.toLocaleString('ja-JP'), max: max.toLocaleString('ja-JP') };
  return say(word(fieldErrors, own) ?? fieldErrors['bad-characters'], facts);
}

/** Codes a form needs words for and has none: for the test that texts are complete. */
export function wordsMissingFor(form: FormClass): string[] {
  const set: Readonly<Record<string, Words>> = choices;
  return fieldsOf(form).flatMap((field) => [
    ...(word(fields, field.label ?? field.name) ? [] : [`fields.${field.label ?? field.name}`]),
    ...(field.hint && !word(hints, field.hint) ? [`hints.${field.hint}`] : []),
    ...(field.values ?? [])
      .filter((value) => !word(set[field.set ?? field.name] ?? {}, value))
      .map((value) => `choices.${field.set ?? field.name}.${value}`),
  ]);
}
