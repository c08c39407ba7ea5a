import { edges } from '#lib/texts';
import { Form } from './form.js';
import { PasswordField } from './inputs.js';
import { Lines, PageHead, Section, Stack } from './layout.js';
import { Link, Text } from './text.js';

const words = edges.kept;

/** What was sent with a form: its fields in order, one entry for each value. */
export type Sent = readonly (readonly [name: string, value: string])[];

interface KeptFormProps {
  readonly action: string;
  readonly sent: Sent;
  readonly why: string;
  /** Names of the fields that are typed anew and not carried along. */
  readonly secrets: readonly string[];
  /** Where to sign in first, when the session has ended. */
  readonly signInAt?: string | undefined;
}

/** Something a person wrote, as opposed to a date, a choice or an id. */
const isSentence = (value: string): boolean => /[^\x21-\x7e]/.test(value.trim());

const both: Readonly<Record<string, string>> = words.secrets;
const labelOf = (name: string, secrets: readonly string[]): string => (secrets.length > 1 ? both[name] : undefined) ?? words.secret;

/** A form that could not be taken as it was sent, to be sent once more: everything is carried along, what was written can be read. */
export function KeptForm({ action, sent, why, secrets, signInAt }: KeptFormProps) {
  const sentences = sent.map(([, value]) => value).filter(isSentence);
  const key = sent.find(([name]) => name === 'idempotencyKey')?.[1];
  return (
    <>
      <PageHead title={words.title} lead={why} />
      {signInAt ? (
        <Stack>
          <Link href={signInAt} inline={false} apart>
            {words.signIn}
          </Link>
          <Text>{words.thenSend}</Text>
        </Stack>
      ) : null}
      {sentences.length ? (
        <Section title={words.sentences} quiet>
          <Lines
            items={sentences.map((sentence) => (
              <Text>{sentence}</Text>
            ))}
          />
        </Section>
      ) : null}
      <Form action={action} submit={words.submit} hidden={key === undefined ? {} : { idempotencyKey: key }}>
        {sent.map(([name, value]) => (name === 'idempotencyKey' ? null : <input type="hidden" name={name} value={value} />))}
        {secrets.map((name) => (
          <PasswordField name={name} label={labelOf(name, secrets)} hint={words.secretHint} required />
        ))}
      </Form>
    </>
  );
}
