import { invitation as words } from '#lib/texts';
import { ErrorSummary, Form, Link, Narrow, PageHead, TextField, page } from '#lib/web';

interface InvitationPage {
  /** What was typed, where it cannot be a code: a wrong letter is then found by eye. */
  readonly typed?: string;
  readonly error?: string;
}

/** Asks for the code of a letter. It is never part of an address, and no browser keeps it for the next who sits there. */
export function invitationPage({ typed, error }: InvitationPage) {
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary mistakes={error ? [{ at: 'f-code', message: error }] : []} />
      <Form action="/invitation" submit={words.submit}>
        <TextField name="code" label={words.code} required hint={words.hint} autocomplete="off" value={typed} error={error} />
      </Form>
      <Link href="/sign-in" inline={false}>
        {words.toSignIn}
      </Link>
    </Narrow>
  );
  return page(words.title, body, { wrong: error !== undefined });
}
