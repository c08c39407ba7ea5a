import { AskToOpen, type OpeningView, mayConfirm } from '#lib/break-glass';
import type { CaseHead } from '#lib/cases';
import type { FieldError, Filled } from '#lib/forms';
import type { Actor } from '#lib/kernel';
import { breakGlassWords as words, choices, say } from '#lib/texts';
import {
  ButtonForm,
  DescriptionList,
  Fields,
  Form,
  Link,
  Mistakes,
  Moment,
  Narrow,
  Notice,
  PageHead,
  Row,
  Section,
  Stack,
  Text,
  page,
} from '#lib/web';

export interface OpeningsPage {
  readonly head: CaseHead;
  readonly actor: Actor;
  readonly openings: readonly OpeningView[];
  readonly names: ReadonlyMap<string, string>;
  /** Where the committee's pages are. */
  readonly committee: string | undefined;
}
interface Outcome {
  readonly done?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly filled?: Filled;
}

/** What was asked for in this case, what stands open, and the form to ask. */
export function openingsPage(data: OpeningsPage, { done, errors, filled = {} }: Outcome) {
  const at = `/cases/${data.head.id}`;
  const body = (
    <Narrow>
      <PageHead above={<Link href={at}>{words.back}</Link>} title={words.title} lead={words.lead} />
      {done ? <Notice title={done} live /> : null}
      <Text>{words.told}</Text>
      <Section title={words.list.title}>
        {data.openings.length ? (
          <Stack gap="wide">
            {data.openings.map((one) => (
              <One {...data} one={one} />
            ))}
          </Stack>
        ) : (
          <Text>{words.list.none}</Text>
        )}
      </Section>
      <Section title={words.ask.title}>
        <Text tone="small">{words.ask.second}</Text>
        <Mistakes of={AskToOpen} errors={errors} />
        <Form action={`${at}/break-glass`} submit={words.ask.submit} back={{ href: at, label: words.back }}>
          <Fields of={AskToOpen} values={filled} errors={errors} />
        </Form>
      </Section>
    </Narrow>
  );
  return page(words.title, body, errors ? { wrong: true } : {});
}

function One({ one, actor, head, names, committee }: OpeningsPage & { readonly one: OpeningView }) {
  const at = `/cases/${head.id}/break-glass/${one.id}`;
  const mine = one.askedBy === actor.personId;
  const withdrawn = one.standing === 'refused' && one.endedBy === one.askedBy;
  return (
    <Stack>
      <DescriptionList
        entries={[
          { term: words.list.standing, value: words.standings[withdrawn ? 'withdrawn' : one.standing] },
          { term: words.list.ground, value: choices.legalGround[one.ground] },
          { term: words.list.by, value: names.get(one.askedBy) ?? '' },
          { term: words.list.askedAt, value: <Moment at={one.askedAt} /> },
          { term: words.list.hours, value: say(words.list.hoursOf, { hours: one.hours }) },
          { term: words.list.reason, value: one.reason },
          ...(one.standing === 'comes' && one.opensAt ? [{ term: words.list.opensAt, value: <Moment at={one.opensAt} /> }] : []),
          ...(one.stopReason ? [{ term: words.list.stopReason, value: one.stopReason }] : []),
          ...(one.endsAt && one.standing !== 'stopped'
            ? [
                {
                  term: one.standing === 'open' || one.standing === 'comes' ? words.list.endsAt : words.list.endedAt,
                  value: <Moment at={one.endedAt ?? one.endsAt} />,
                },
              ]
            : []),
        ]}
      />
      {one.standing === 'open' && mine ? (
        <>
          <Text>{words.signIn}</Text>
          {committee ? (
            <Link href={`${committee}/cases/${head.id}`} inline={false}>
              {words.toCommittee}
            </Link>
          ) : null}
        </>
      ) : null}
      <Row>
        {one.standing === 'waiting' && mayConfirm(one, actor, one.askedAs) ? (
          <>
            <ButtonForm action={`${at}/confirm`} weight="primary">
              {words.confirm}
            </ButtonForm>
            <ButtonForm action={`${at}/refuse`} weight="secondary">
              {words.refuse}
            </ButtonForm>
          </>
        ) : null}
        {one.standing === 'comes' && actor.role === 'founderHead' ? <Link href={`${at}/stop`}>{words.stop.link}</Link> : null}
        {one.standing === 'open' || ((one.standing === 'waiting' || one.standing === 'comes') && mine) ? (
          <ButtonForm action={`${at}/end`} weight="secondary">
            {one.standing === 'open' ? words.end : words.withdraw}
          </ButtonForm>
        ) : null}
      </Row>
    </Stack>
  );
}
