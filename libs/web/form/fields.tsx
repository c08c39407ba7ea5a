import { type Field, type FieldError, type Filled, type FormClass, fieldsOf } from '#lib/forms';
import { CheckboxGroup, type Option, RadioGroup, Select, Tick } from '../components/choices.js';
import { ErrorSummary } from '../components/form.js';
import { DateField, DateTimeField, EmailField, MonthField, NumberField, PhoneField, TextArea, TextField } from '../components/inputs.js';
import { choiceOf, hintOf, labelOf, messageOf } from './words.js';

/** Choices only the case knows: by name of the field, by act for a `Ref`, or under `relatives`. */
export type Options = Readonly<Record<string, readonly Option[]>>;

interface FieldsProps {
  readonly of: FormClass;
  readonly values?: Filled | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly options?: Options | undefined;
  /** Leaves fields out, for a page that knows them already. */
  readonly without?: readonly string[];
}

const idOf = (name: string): string => `f-${name}`;
const boxes = {
  text: TextField,
  day: DateField,
  moment: DateTimeField,
  month: MonthField,
  count: NumberField,
  email: EmailField,
  phone: PhoneField,
} as const;
/** More choices than these are easier to find in a list that opens. */
const radios = 6;

function optionsFor(field: Field, options: Options): readonly Option[] {
  const given = options[field.name] ?? (field.act ? options[field.act] : undefined);
  if (given) return given;
  if (field.values) return field.values.map((value) => ({ value, label: choiceOf(field, value) }));
  return field.kind === 'ref' ? [] : (options['relatives'] ?? []);
}

function One({ field, values, errors, options }: { field: Field; values: Filled; errors: readonly FieldError[]; options: Options }) {
  const { name, kind, required, max } = field;
  const error = errors.find((wrong) => wrong.field === name);
  const typed = values[name];
  const value = typeof typed === 'string' ? typed : undefined;
  const about = {
    name,
    id: idOf(name),
    label: labelOf(field),
    required,
    hint: hintOf(field),
    error: error ? messageOf(field, error) : undefined,
  };
  switch (kind) {
    case 'yes':
    case 'flag':
      return <Tick {...about} ticked={value !== undefined && value !== ''} />;
    case 'choices':
    case 'relatives':
      return <CheckboxGroup {...about} options={optionsFor(field, options)} value={typeof typed === 'string' ? [typed] : (typed ?? [])} />;
    case 'choice':
    case 'relative':
    case 'ref': {
      const all = optionsFor(field, options);
      // An optional radio group cannot be left empty again once touched; a list that opens can.
      const Control = all.length <= radios && required ? RadioGroup : Select;
      return <Control {...about} options={all} value={value} />;
    }
    case 'longText':
      return <TextArea {...about} value={value} max={max} />;
    default: {
      const Box = boxes[kind];
      return <Box {...about} value={value} max={max} />;
    }
  }
}

/** Any form, drawn from the fields of its class. */
export function Fields({ of, values = {}, errors = [], options = {}, without = [] }: FieldsProps) {
  return (
    <>
      {fieldsOf(of)
        .filter(({ name }) => !without.includes(name))
        .map((field) => (
          <One field={field} values={values} errors={errors} options={options} />
        ))}
    </>
  );
}

/** The mistakes of a form in one box above it. */
export function Mistakes({ of, errors = [] }: Pick<FieldsProps, 'of' | 'errors'>) {
  const all = fieldsOf(of);
  const mistakes = errors.map((error) => ({
    at: idOf(error.field),
    message: messageOf(
      all.find(({ name }) => name === error.field),
      error,
    ),
  }));
  return <ErrorSummary mistakes={mistakes} />;
}
