import type { TokenHere } from '#lib/administration';
import { tokenWords } from '#lib/texts';
import { Day, DescriptionList, Form, Narrow, Notice, PageHead, Text, page } from '#lib/web';
import { inWords } from '../people/form.page.js';

const words = tokenWords.take;

interface TakePage {
  readonly token: TokenHere;
  /** The token itself, the one time it is shown. */
  readonly secret?: string | null;
}

/** What the token is for, and then, once, the token. */
export function takePage({ token, secret = null }: TakePage) {
  const { id, label, organisationName, role, scope, endsOn, state } = token;
  const entries = [
    { term: tokenWords.label, value: label },
    { term: tokenWords.role, value: inWords(organisationName, role) },
    { term: tokenWords.scope, value: tokenWords.scopes[scope] },
    { term: tokenWords.endsOn, value: endsOn === null ? tokenWords.noEnd : <Day on={endsOn} /> },
  ];
  const body = (
    <Narrow>
      <PageHead title={words.title} lead={words.lead} />
      <DescriptionList entries={secret === null ? entries : [...entries, { term: words.shown, value: secret }]} />
      {secret === null ? null : <Text>{words.once}</Text>}
      {secret === null && state === 'waiting' ? <Form action={`/tokens/${id}/take`} submit={words.submit} /> : null}
      {secret === null && state !== 'waiting' ? <Notice title={words.over} /> : null}
    </Narrow>
  );
  return page(words.title, body);
}
