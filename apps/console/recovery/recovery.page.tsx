import type { Concerned, OpenRecovery } from '#lib/accounts';
import type { PowerRequest } from '#lib/administration';
import { recoveryWords as words, say, twoPersons } from '#lib/texts';
import {
  ButtonForm,
  ButtonLink,
  DescriptionList,
  ErrorSummary,
  Form,
  Link,
  Moment,
  Notice,
  PageHead,
  Row,
  Section,
  Select,
  Table,
  Text,
  TextArea,
  page,
} from '#lib/web';
import { PowersWaiting } from './power.page.js';

interface ListPage {
  readonly actorId: string;
  readonly open: readonly OpenRecovery[];
  /** Whom this person may begin it for; null where they may only confirm. */
  readonly people: readonly Concerned[] | null;
  /** What waits about administrators and heads. */
  readonly powers: readonly PowerRequest[];
  readonly started?: boolean;
  readonly wrong?: boolean;
  readonly done?: 'power' | 'asked' | undefined;
}

const Waiting = ({ open, actorId }: Pick<ListPage, 'open' | 'actorId'>) =>
  open.length === 0 ? (
    <Text>{words.none}</Text>
  ) : (
    <Table
      caption={words.waiting}
      captionUnseen
      columns={[words.who, words.organisation, words.by, words.from, words.until, words.act].map((head) => ({ head }))}
      rows={open.map(({ id, personId, name, organisationName, startedBy, startedByName, opensAt, endsAt }) => [
        name,
        organisationName,
        startedByName,
        <Moment at={opensAt} />,
        <Moment at={endsAt} />,
        <Row>
          {actorId === personId || actorId === startedBy ? words.another : <Link href={`/recovery/${id}`}>{words.confirm}</Link>}
          <ButtonForm action={`/account/waiting/${id}/stop`} weight="quiet">
            {twoPersons.list.stop}
          </ButtonForm>
        </Row>,
      ])}
    />
  );

export function listPage({ actorId, open, people, powers, started = false, wrong = false, done }: ListPage) {
  const error = wrong ? words.personMissing : undefined;
  const body = (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <ErrorSummary mistakes={error ? [{ at: 'f-personId', message: error }] : []} />
      {started ? <Notice live>{words.started}</Notice> : null}
      {done ? <Notice live>{done === 'power' ? twoPersons.done : twoPersons.asked.title}</Notice> : null}
      <Section title={words.waiting}>
        <Waiting open={open} actorId={actorId} />
      </Section>
      <PowersWaiting powers={powers} actorId={actorId} />
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
  const { id, name, organisationName, startedByName, startedAt, opensAt } = recovery;
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
          { term: words.from, value: <Moment at={opensAt} /> },
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
