import type { Concerned, OpenRecovery } from '#lib/accounts';
import type { WaitingLetter } from '#lib/administration';
import { recoveryWords as words, say } from '#lib/texts';
import {
  ButtonLink,
  DescriptionList,
  ErrorSummary,
  Form,
  Link,
  Moment,
  Notice,
  PageHead,
  Section,
  Select,
  Table,
  Text,
  TextArea,
  page,
} from '#lib/web';
import { WaitingLetters } from '../staff-letters/waiting.page.js';

interface ListPage {
  readonly actorId: string;
  readonly open: readonly OpenRecovery[];
  /** Whom this person may begin it for; null where they may only confirm. */
  readonly people: readonly Concerned[] | null;
  /** First letters of administrators and heads that wait. */
  readonly letters: readonly WaitingLetter[];
  readonly started?: boolean;
  readonly wrong?: boolean;
}

const Waiting = ({ open, actorId }: Pick<ListPage, 'open' | 'actorId'>) =>
  open.length === 0 ? (
    <Text>{words.none}</Text>
  ) : (
    <Table
      caption={words.waiting}
      captionUnseen
      columns={[words.who, words.organisation, words.by, words.until, words.act].map((head) => ({ head }))}
      rows={open.map(({ id, personId, name, organisationName, startedBy, startedByName, endsAt }) => [
        name,
        organisationName,
        startedByName,
        <Moment at={endsAt} />,
        actorId === personId || actorId === startedBy ? words.another : <Link href={`/recovery/${id}`}>{words.confirm}</Link>,
      ])}
    />
  );

export function listPage({ actorId, open, people, letters, started = false, wrong = false }: ListPage) {
  const error = wrong ? words.personMissing : undefined;
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary mistakes={error ? [{ at: 'f-personId', message: error }] : []} />
      {started ? <Notice live>{words.started}</Notice> : null}
      <Section title={words.waiting}>
        <Waiting open={open} actorId={actorId} />
      </Section>
      <WaitingLetters letters={letters} actorId={actorId} />
      {people ? (
        <Section title={words.start}>
          <Text>{words.startText}</Text>
          <Form action="/recovery" submit={words.submit}>
            <Select
              name="personId"
              label={words.person}
              required
              error={error}
              options={people.map(({ personId, name, organisationName }) => ({
                value: personId,
                label: say(words.option, { name, organisation: organisationName }),
              }))}
            />
          </Form>
        </Section>
      ) : null}
    </>
  );
  return page(words.title, body, wrong ? { wrong } : {});
}

interface ConfirmPage {
  readonly recovery: OpenRecovery;
  readonly reason?: string;
  readonly mistake?: 'reasonShort' | 'reasonLong';
}

export function confirmPage({ recovery, reason, mistake }: ConfirmPage) {
  const error = mistake && words[mistake];
  const { id, name, organisationName, startedByName, startedAt } = recovery;
  const body = (
    <>
      <PageHead title={words.confirmTitle} lead={words.confirmLead} />
      <ErrorSummary mistakes={error ? [{ at: 'f-reason', message: error }] : []} />
      <DescriptionList
        entries={[
          { term: words.who, value: name },
          { term: words.organisation, value: organisationName },
          { term: words.by, value: startedByName },
          { term: words.startedAt, value: <Moment at={startedAt} /> },
        ]}
      />
      <Form action={`/recovery/${id}`} submit={words.confirmSubmit} back={{ href: '/recovery', label: words.back }}>
        <TextArea name="reason" label={words.reason} required hint={words.reasonHint} value={reason} error={error} />
      </Form>
    </>
  );
  return page(words.confirmTitle, body, mistake ? { wrong: true } : {});
}

/** Shown once. */
export function donePage({ name, code, endsAt }: { readonly name: string; readonly code: string; readonly endsAt: Date }) {
  const body = (
    <>
      <PageHead title={words.doneTitle} lead={say(words.doneLead, { name })} />
      <DescriptionList
        entries={[
          { term: words.code, value: <Text tone="lead">{code}</Text> },
          { term: words.codeUntil, value: <Moment at={endsAt} /> },
        ]}
      />
      <Text>{words.howTo}</Text>
      <div>
        <ButtonLink href="/recovery">{words.back}</ButtonLink>
      </div>
    </>
  );
  return page(words.doneTitle, body);
}
