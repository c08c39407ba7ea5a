import { encode } from 'uqr';
import { secondFactor as words } from '#lib/texts';
import { DescriptionList, ErrorSummary, Form, Letters, Link, type Mistake, NumberField, PageHead, QrCode, Stack, page } from '#lib/web';
import { NewPassword, type PasswordMistake } from './new-password.js';
import { totpAddress } from './totp.js';

/** Another way on, under the form. */
export interface Other {
  readonly href: string;
  readonly label: string;
}

export const OtherWays = ({ others }: { readonly others: readonly Other[] }) => (
  <Stack gap="tight">
    {others.map(({ href, label }) => (
      <Link href={href} inline={false}>
        {label}
      </Link>
    ))}
  </Stack>
);

interface CodePage {
  readonly title: string;
  readonly lead: string;
  readonly hint: string;
  readonly submit: string;
  readonly action: string;
  readonly others: readonly Other[];
  readonly error?: string | undefined;
  readonly status?: number;
}

/** Asks for six digits. */
export function codePage({ title, lead, hint, submit, action, others, error, status = 422 }: CodePage) {
  const body = (
    <>
      <PageHead title={title} lead={lead} />
      <ErrorSummary mistakes={error ? [{ at: 'f-code', message: error }] : []} />
      <Form action={action} submit={submit}>
        <NumberField name="code" label={words.code} required hint={hint} autocomplete="one-time-code" error={error} />
      </Form>
      <OtherWays others={others} />
    </>
  );
  return page(title, body, error ? { status, wrong: true } : {});
}

interface TotpSetUp {
  readonly action: string;
  readonly secret: string;
  /** Shown in the authenticator beside the product: the address the person signs in with. */
  readonly account: string;
  readonly back: Other;
  readonly askPassword: boolean;
  readonly code?: string | undefined;
  readonly password?: PasswordMistake | undefined;
  readonly status?: number;
}

/** Shows a fresh secret as a picture and as letters, and asks for the first code. */
export function totpSetUpPage({ action, secret, account, back, askPassword, code, password, status = 422 }: TotpSetUp) {
  const mistakes: Mistake[] = [
    ...(password ? [{ at: 'f-password', message: words.password[password] }] : []),
    ...(code ? [{ at: 'f-code', message: code }] : []),
  ];
  const { data } = encode(totpAddress(secret, words.totp.product, account), { border: 4 });
  const body = (
    <>
      <PageHead title={words.totp.title} lead={words.totp.lead} />
      <ErrorSummary mistakes={mistakes} />
      <QrCode modules={data} label={words.totp.picture} />
      <DescriptionList entries={[{ term: words.totp.key, value: <Letters text={secret} /> }]} />
      <Form action={action} submit={words.totp.submit} back={back}>
        {askPassword ? <NewPassword mistake={password} /> : null}
        <NumberField name="code" label={words.code} required hint={words.second.totpHint} autocomplete="one-time-code" error={code} />
      </Form>
    </>
  );
  return page(words.totp.title, body, mistakes.length ? { status, wrong: true } : {});
}
