import { invitation, secondFactor as all } from '#lib/texts';
import { ButtonForm, ErrorSummary, Form, Notice, NumberField, PageHead, page } from '#lib/web';
import { type AddressTyped, OwnAddress } from '../invitations/own-address.js';
import { NewPassword, type PasswordMistake } from './new-password.js';
import { type Other, OtherWays } from './totp.pages.js';

const words = all.mail;

interface MailPage {
  readonly title: string;
  /** Where the code is handed in; under it `/send` sends one. */
  readonly action: string;
  readonly submit: string;
  readonly others: readonly Other[];
  readonly sent: boolean;
  /** Asked for before the first code is sent, where the person says where it goes. */
  readonly address?: AddressTyped;
  readonly askPassword?: boolean;
  readonly password?: PasswordMistake | undefined;
  readonly code?: string | undefined;
  readonly status?: number;
}

/** Offers to send a code and, once it was sent, asks for it. */
export function mailPage({ title, action, submit, others, sent, address, askPassword = false, password, code, status = 422 }: MailPage) {
  const mistakes = [
    ...(address?.error ? [{ at: 'f-email', message: address.error }] : []),
    ...(password ? [{ at: 'f-password', message: all.password[password] }] : []),
    ...(code ? [{ at: 'f-code', message: code }] : []),
  ];
  const body = (
    <>
      <PageHead title={title} lead={sent ? words.leadSent : address ? words.leadAsking : words.lead} />
      <ErrorSummary mistakes={sent || address?.error ? mistakes : []} />
      {!sent && code ? (
        <Notice tone="error" live>
          {code}
        </Notice>
      ) : null}
      {sent ? (
        <>
          <Notice title={words.sentTitle} live>
            {words.sent}
          </Notice>
          <Form action={action} submit={submit}>
            {askPassword ? <NewPassword mistake={password} /> : null}
            <NumberField name="code" label={all.code} required hint={words.hint} autocomplete="one-time-code" error={code} />
          </Form>
          <div>
            <ButtonForm action={`${action}/send`}>{words.again}</ButtonForm>
          </div>
        </>
      ) : (
        <Form action={`${action}/send`} submit={words.send}>
          {address ? <OwnAddress typed={address} hint={invitation.emailForCode} /> : null}
        </Form>
      )}
      <OtherWays others={others} />
    </>
  );
  return page(title, body, mistakes.length ? { status, wrong: true } : {});
}
