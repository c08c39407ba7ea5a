import { account, secondFactor } from '#lib/texts';
import { ErrorSummary, Form, PageHead, PasswordField, page } from '#lib/web';
import { NewPassword, type PasswordMistake } from '../second-factor/new-password.js';

const words = account.passwordPage;

interface PasswordPage {
  readonly askCurrent: boolean;
  /** What is wrong with the current one. */
  readonly current?: string | undefined;
  readonly password?: PasswordMistake | undefined;
  readonly status?: number;
}

/** Setting or changing the password. Nothing typed is ever filled in again. */
export function passwordPage({ askCurrent, current, password, status = 422 }: PasswordPage) {
  const mistakes = [
    ...(current ? [{ at: 'f-current', message: current }] : []),
    ...(password ? [{ at: 'f-password', message: secondFactor.password[password] }] : []),
  ];
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary mistakes={mistakes} />
      <Form action="/account/password" submit={words.submit} back={{ href: '/account', label: account.back }}>
        {askCurrent ? (
          <PasswordField name="current" label={words.current} required autocomplete="current-password" error={current} />
        ) : null}
        <NewPassword mistake={password} />
      </Form>
    </>
  );
  return page(words.title, body, mistakes.length ? { status, wrong: true } : {});
}
