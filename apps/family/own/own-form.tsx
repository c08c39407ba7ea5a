import type { ComponentChildren } from 'preact';
import type { Again } from '#lib/case-pages';
import { type ActName, actForms } from '#lib/cases';
import { type Filled, fieldsOf } from '#lib/forms';
import { familyWords as words, representativeWords, say } from '#lib/texts';
import { Fields, Form, Mistakes, Notice, Text, TextArea, messageOf } from '#lib/web';
import { known } from './own-acts.js';
import type { OwnCase } from './own-case.js';
import { mayEnter } from './stands.js';

interface OwnFormProps {
  readonly own: OwnCase;
  readonly act: ActName;
  readonly action: string;
  readonly submit?: string;
  /** Left out where it does not matter what happened meanwhile, as for a question. */
  readonly versioned?: boolean;
  readonly again?: Again | undefined;
  readonly values?: Filled | undefined;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly children?: ComponentChildren;
}

/** What offices call a note is, in a relative's form, what she wishes to add. */
const hasNote = (act: ActName): boolean => fieldsOf(actForms[act]).some(({ name }) => name === 'note');
const noteIn = (values: Filled | undefined): string | undefined => (typeof values?.['note'] === 'string' ? values['note'] : undefined);
function noteError(act: ActName, again: Again | undefined): string | undefined {
  const wrong = again?.errors.find(({ field }) => field === 'note');
  return (
    wrong &&
    messageOf(
      fieldsOf(actForms[act]).find(({ name }) => name === 'note'),
      wrong,
    )
  );
}

const problems = {
  'changed-meanwhile': { title: words.again.changedTitle, text: words.again.changed },
  'act-not-open': { title: words.again.closedTitle, text: words.again.closed },
  'idempotency-key-reused': { title: words.again.reusedTitle, text: words.again.reused },
} as const;

/** What stands above a form that came back. */
export function Returned({ act, again, submit = words.submit }: Pick<OwnFormProps, 'act' | 'again' | 'submit'>) {
  if (!again) return null;
  if (!again.problem) return <Mistakes of={actForms[act]} errors={again.errors} />;
  const { title, text } = problems[again.problem as keyof typeof problems] ?? problems['changed-meanwhile'];
  return (
    <Notice title={title} live>
      {say(text, { submit })}
    </Notice>
  );
}

/** The form of an act a relative enters herself; `children` come after its fields. */
export function OwnForm({ own, act, action, submit = words.submit, versioned = true, again, values, hidden = {}, children }: OwnFormProps) {
  if (!mayEnter(own, act)) return <Text>{say(representativeWords.notGiven, { name: own.me.name })}</Text>;
  return (
    <Form
      action={action}
      submit={submit}
      version={versioned ? own.head.version : undefined}
      hidden={hidden}
      back={{ href: homeOf(own), label: words.back }}
    >
      <Fields of={actForms[act]} values={again?.values ?? values} errors={again?.errors} without={[...known, 'note']} />
      {hasNote(act) ? (
        <TextArea name="note" id="f-note" label={words.note} required={false} value={noteIn(again?.values)} error={noteError(act, again)} />
      ) : null}
      {children}
    </Form>
  );
}

export const homeOf = ({ head }: Pick<OwnCase, 'head'>): string => `/cases/${head.id}`;
