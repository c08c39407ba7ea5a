import { daysToTake } from '#lib/accounts';
import { type Post, PrepareToken, type TokenHere } from '#lib/administration';
import { say, tokenWords as words } from '#lib/texts';
import { ButtonForm, Day, EmptyState, Notice, PageHead, Section, Stack, Table, Tag, Text, Unbroken, Unseen, page } from '#lib/web';
import { FormOf, type Shown, WhyNot, inWords, optionsOf, statusOfShown } from '../people/form.page.js';

interface TokensPage {
  readonly tokens: readonly TokenHere[];
  readonly posts: readonly Post[];
  readonly form: Shown;
  readonly done: 'prepared' | 'revoked' | undefined;
}

/** All tokens, also those that are over, and the form for a new one. */
export function tokensPage({ tokens, posts, form, done }: TokensPage) {
  const body = (
    <Stack gap="wide">
      <PageHead title={words.title} lead={words.lead} />
      <WhyNot of={PrepareToken} {...form} />
      {done ? <Notice title={words[done]} live /> : null}
      {tokens.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <Table
          caption={words.title}
          captionUnseen
          columns={[words.label, words.role, words.endsOn, words.lastUsed, words.state].map((head) => ({ head }))}
          rows={tokens.map((token) => [
            token.label,
            <RoleAndScope {...token} />,
            token.endsOn === null ? words.noEnd : <Day on={token.endsOn} />,
            token.lastUsedOn === null ? words.neverUsed : <Day on={token.lastUsedOn} />,
            <State {...token} />,
          ])}
        />
      )}
      <Section title={words.prepare.title}>
        <Text>{say(words.prepare.lead, { days: daysToTake })}</Text>
        <FormOf of={PrepareToken} action="/tokens" submit={words.prepare.submit} lists={{ post: optionsOf(posts) }} {...form} />
      </Section>
    </Stack>
  );
  return page(words.title, body, statusOfShown(form));
}

const RoleAndScope = ({ organisationName, role, scope }: TokenHere) => (
  <Stack gap="tight">
    <span>{inWords(organisationName, role)}</span>
    <Text tone="small">{words.scopes[scope]}</Text>
  </Stack>
);

function State({ id, label, state }: TokenHere) {
  const live = state === 'open' || state === 'waiting';
  return (
    <Stack gap="tight">
      <div>
        <Tag kind={state === 'open' ? 'done' : 'plain'}>{words.states[state]}</Tag>
      </div>
      {live ? (
        <div>
          <ButtonForm action={`/tokens/${id}/revoke`}>
            <span aria-hidden="true">
              <Unbroken>{words.revoke}</Unbroken>
            </span>
            <Unseen>{say(words.revokes, { label })}</Unseen>
          </ButtonForm>
        </div>
      ) : null}
    </Stack>
  );
}
