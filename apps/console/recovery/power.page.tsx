import type { PowerRequest } from '#lib/administration';
import { accounts, bothCalendars, recoveryWords, say, twoPersons } from '#lib/texts';
import { ButtonForm, DescriptionList, Form, Link, Moment, PageHead, Row, Section, Table, Text, page } from '#lib/web';

const words = twoPersons.list;

const inWords = ({ what, role, organisationName }: PowerRequest): string =>
  say(words.whats[what], { role: role ? accounts.roles[role] : '', organisation: organisationName ?? '' });

/** What waits for a second person, each with the way to look at it and the way to stop it. */
export const PowersWaiting = ({ powers, actorId }: { readonly powers: readonly PowerRequest[]; readonly actorId: string }) => (
  <Section title={words.title}>
    <Text>{words.lead}</Text>
    {powers.length === 0 ? (
      <Text>{words.none}</Text>
    ) : (
      <Table
        caption={words.title}
        captionUnseen
        columns={[words.who, words.what, words.by, words.from, words.act].map((head) => ({ head }))}
        rows={powers.map((power) => [
          power.name,
          inWords(power),
          power.askedByName,
          <Moment at={power.opensAt} />,
          <Row>
            {power.personId === actorId || power.askedBy === actorId ? null : (
              <Link href={`/recovery/requests/${power.id}`}>{words.open}</Link>
            )}
            <ButtonForm action={`/account/waiting/${power.id}/stop`} weight="quiet">
              {words.stop}
            </ButtonForm>
          </Row>,
        ])}
      />
    )}
  </Section>
);

/** One request, before the second person does it. */
export function powerPage(power: PowerRequest) {
  const { id, what, name, askedByName, askedAt, opensAt, startsOn, endsOn, isOpen } = power;
  const texts = twoPersons.one;
  const body = (
    <>
      <PageHead title={texts.title} lead={texts.lead} />
      <DescriptionList
        entries={[
          { term: words.who, value: name },
          { term: words.what, value: inWords(power) },
          ...(startsOn ? [{ term: texts.startsOn, value: bothCalendars(startsOn) }] : []),
          ...(what === 'give' || what === 'lastDay' ? [{ term: texts.endsOn, value: endsOn ? bothCalendars(endsOn) : texts.open }] : []),
          { term: words.by, value: askedByName },
          { term: texts.askedAt, value: <Moment at={askedAt} /> },
          { term: words.from, value: <Moment at={opensAt} /> },
        ]}
      />
      {what === 'give' || what === 'letter' ? <Text>{texts.makesLetter}</Text> : null}
      {isOpen ? (
        <Form action={`/recovery/requests/${id}`} submit={texts.submit} back={{ href: '/recovery', label: texts.back }} />
      ) : (
        <Link href="/recovery" inline={false}>
          {recoveryWords.back}
        </Link>
      )}
    </>
  );
  return page(texts.title, body);
}
