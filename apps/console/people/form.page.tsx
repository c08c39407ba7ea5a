import type { ComponentChildren } from 'preact';
import type { Post } from '#lib/administration';
import { valueOf } from '#lib/administration';
import { type Field, type FieldError, type Filled, type FormClass, fieldsOf } from '#lib/forms';
import type { Role } from '#lib/kernel';
import { accounts, peopleWords as words, refusals, say } from '#lib/texts';
import {
  Fields,
  Form,
  Link,
  Mistakes,
  Narrow,
  Notice,
  type Option,
  PageHead,
  Select,
  hintOf,
  labelOf,
  messageOf,
  page,
  statusOf,
} from '#lib/web';

/** A form as it is shown first, or again with what was typed and what is wrong. */
export interface Shown {
  readonly filled?: Filled;
  readonly errors?: readonly FieldError[];
  /** Code of a refusal that is about the whole and not about a field. */
  readonly problem?: string;
  readonly key?: string | undefined;
}
export interface FormBox extends Shown {
  readonly of: FormClass;
  readonly action: string;
  readonly submit: string;
  readonly weight?: 'primary' | 'secondary';
  readonly back?: { readonly href: string; readonly label: string };
  /** What the fields of these names choose from; known only while the page is made. */
  readonly lists?: Readonly<Record<string, readonly Option[]>>;
  /** Ids of the chosen fields, where a page has the same form several times. */
  readonly idOf?: (field: string) => string;
}

/** The fields of a form with its button. */
export function FormOf({ of, action, submit, weight, back, lists = {}, idOf, filled = {}, errors = [], key }: FormBox) {
  const all = fieldsOf(of);
  const without = (name: string) => all.map((field) => field.name).filter((other) => other !== name);
  return (
    <Form
      action={action}
      submit={submit}
      {...(weight ? { weight } : {})}
      hidden={key ? { idempotencyKey: key } : {}}
      {...(back ? { back } : {})}
    >
      {all.map((field) => {
        const options = lists[field.name];
        return options ? (
          <Chosen field={field} options={options} filled={filled} errors={errors} id={idOf?.(field.name)} />
        ) : (
          <Fields of={of} values={filled} errors={errors} without={without(field.name)} />
        );
      })}
    </Form>
  );
}

interface ChosenProps {
  readonly field: Field;
  readonly options: readonly Option[];
  readonly filled: Filled;
  readonly errors: readonly FieldError[];
  readonly id?: string | undefined;
}
function Chosen({ field, options, filled, errors, id }: ChosenProps) {
  const error = errors.find((wrong) => wrong.field === field.name);
  const value = filled[field.name];
  return (
    <Select
      name={field.name}
      {...(id ? { id } : {})}
      label={labelOf(field)}
      hint={hintOf(field)}
      required={field.required}
      options={options}
      value={typeof value === 'string' ? value : undefined}
      error={error ? messageOf({ ...field, kind: 'choice' }, error) : undefined}
    />
  );
}

/** Why nothing was saved, above a form: one sentence about the whole, or each mistake with a link to its field. */
export function WhyNot({ of, errors = [], problem }: Pick<FormBox, 'of' | 'errors' | 'problem'>) {
  const said = problem !== undefined && Object.hasOwn(refusals, problem) ? refusals[problem as keyof typeof refusals] : undefined;
  return (
    <>
      {said ? (
        <Notice tone="error" title={said.title} live>
          {said.text}
        </Notice>
      ) : null}
      <Mistakes of={of} errors={errors} />
    </>
  );
}

interface FormPage extends FormBox {
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly above?: { readonly href: string; readonly label: string };
}

/** A page that is one form. */
export function formPage({ title, lead, above, ...form }: FormPage) {
  const body = (
    <Narrow>
      <PageHead title={title} {...(above ? { above: <Link href={above.href}>{above.label}</Link> } : {})} {...(lead ? { lead } : {})} />
      <WhyNot {...form} />
      <FormOf {...form} />
    </Narrow>
  );
  return page(title, body, statusOfShown(form));
}

/** A form that comes back says so in its status too. */
export function statusOfShown({ errors = [], problem }: Shown) {
  if (problem !== undefined) return { wrong: true, status: statusOf(problem) };
  return errors.length > 0 ? { wrong: true } : {};
}

/** Posts as a list offers them. */
export const optionsOf = (posts: readonly Post[]): Option[] =>
  posts.map((post) => ({ value: valueOf(post), label: inWords(post.organisation.name, post.role) }));

export const inWords = (organisation: string, role: Role): string => say(words.post, { organisation, role: accounts.roles[role] });
