/** What kind of answer a field takes. Pages choose the control by it, the API its schema. */
export type Kind =
  | 'text'
  | 'longText'
  | 'day'
  | 'moment'
  | 'month'
  | 'count'
  | 'choice'
  | 'choices'
  | 'yes'
  | 'flag'
  | 'email'
  | 'phone'
  | 'relative'
  | 'relatives'
  | 'ref';

export interface Field {
  readonly name: string;
  readonly kind: Kind;
  readonly required: boolean;
  /** Code of the sentence under the label. */
  readonly hint?: string;
  /** Code of the label, where it is not the name of the field. */
  readonly label?: string;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  /** Name of the set of choices in the texts, where it is not the name of the field. */
  readonly set?: string;
  /** For a `ref`: the act whose id is asked for. */
  readonly act?: string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a form is any class without constructor arguments
export type FormClass<T extends object = any> = new () => T;

const own = new WeakMap<object, Field[]>();

export function register(form: object, field: Field): void {
  const fields = own.get(form) ?? [];
  fields.push(field);
  own.set(form, fields);
}

/** The fields of a form in the order of its class, those of the base class first. A field declared again keeps its place and takes the later words. */
export function fieldsOf(form: FormClass): readonly Field[] {
  const chain: object[] = [];
  for (let at: unknown = form; typeof at === 'function' && at !== Function.prototype; at = Object.getPrototypeOf(at)) chain.unshift(at);
  const fields = new Map<string, Field>();
  for (const at of chain) for (const field of own.get(at) ?? []) fields.set(field.name, field);
  return [...fields.values()];
}
