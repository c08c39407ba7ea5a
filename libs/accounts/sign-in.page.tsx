import { type Field, type FieldError, type Filled, fieldsOf } from '#lib/forms';
import { accounts, say, secondFactor } from '#lib/texts';
import { ButtonForm, EmailField, ErrorSummary, Form, type Mistake, Notice, PageHead, PasswordField, Text, messageOf, page } from '#lib/web';
import type { WebApp } from './domain/doors.js';
import { longestPassword } from './password.js';
import { type Other, OtherWays } from './second-factor/totp.pages.js';
import { SignInForm } from './sign-in.form.js';

const words = accounts.signIn;
const password: Field = { name: 'password', kind: 'text', required: true, max: longestPassword };

interface SignInPage {
  /** Path to go to afterwards, already checked. */
  readonly next: string;
  readonly solo: boolean;
  readonly app: WebApp;
  /** Ways in besides address and password. */
  readonly ways: readonly Other[];
  /** Why no passkey can be used at this address; undefined where it can. */
  readonly noPasskey?: string | undefined;
  readonly signedOut?: boolean;
  /** The way to a session was broken off. */
  readonly ended?: boolean;
  readonly filled?: Filled;
  readonly errors?: readonly FieldError[];
  /** A sentence about the whole, where no single field is wrong. */
  readonly problem?: string;
  readonly status?: number;
}

export function signInPage({
  next,
  solo,
  app,
  ways,
  noPasskey,
  signedOut = false,
  ended = false,
  filled = {},
  errors = [],
  problem,
  status = 422,
}: SignInPage) {
  const fields = [...fieldsOf(SignInForm), password];
  const said = (name: string) => {
    const error = errors.find(({ field }) => field === name);
    return (
      error &&
      messageOf(
        fields.find((field) => field.name === name),
        error,
      )
    );
  };
  const mistakes: Mistake[] = problem
    ? [{ at: 'f-email', message: problem }]
    : errors.map(({ field }) => ({ at: `f-${field}`, message: said(field)! }));
  const body = (
    <>
      <PageHead title={words.title} />
      <ErrorSummary mistakes={mistakes} />
      {signedOut ? <Notice title={words.signedOut} live /> : null}
      {ended ? <Notice live>{secondFactor.ended}</Notice> : null}
      {solo ? <Notice title={words.soloTitle}>{words.soloText}</Notice> : null}
      <Form action="/sign-in" submit={words.submit} hidden={{ next }}>
        <EmailField
          name="email"
          label={accounts.signIn.email}
          required
          autocomplete="username"
          value={filled['email'] as string | undefined}
          error={said('email')}
        />
        <PasswordField name="password" label={words.password} required autocomplete="current-password" error={said('password')} />
      </Form>
      {noPasskey ? (
        <Text tone="small">{noPasskey}</Text>
      ) : (
        <div>
          <ButtonForm action="/sign-in/passkey/begin" hidden={{ next }}>
            {secondFactor.passkey.start}
          </ButtonForm>
        </div>
      )}
      <OtherWays others={ways} />
      <Text tone="small">{words.help[app]}</Text>
    </>
  );
  return page(words.title, body, mistakes.length ? { status, wrong: true } : {});
}

/** How long to wait, in words: seconds up to a minute, then minutes rounded up. */
export const waitInWords = (seconds: number): string =>
  seconds <= 60 ? say(words.seconds, { count: seconds }) : say(words.minutes, { count: Math.ceil(seconds / 60) });
