import type { WaitingLetter, letterWaiting } from '#lib/administration';
import { peopleWords, recoveryWords, staffLetter } from '#lib/texts';
import { DescriptionList, Form, Link, Moment, PageHead, Section, Table, Text, page } from '#lib/web';
import { inWords } from '../people/form.page.js';

const words = staffLetter.pending;

/** Letters that wait for a second person. */
export const WaitingLetters = ({ letters, actorId }: { readonly letters: readonly WaitingLetter[]; readonly actorId: string }) => (
  <Section title={words.title}>
    <Text>{words.lead}</Text>
    {letters.length === 0 ? (
      <Text>{words.none}</Text>
    ) : (
      <Table
        caption={words.title}
        captionUnseen
        columns={[recoveryWords.who, words.by, words.at, recoveryWords.act].map((head) => ({ head }))}
        rows={letters.map(({ id, personId, name, askedBy, askedByName, askedAt }) => [
          name,
          askedByName,
          <Moment at={askedAt} />,
          actorId === personId || actorId === askedBy ? (
            recoveryWords.another
          ) : (
            <Link href={`/recovery/letters/${id}`}>{words.confirm}</Link>
          ),
        ])}
      />
    )}
  </Section>
);

export function confirmLetterPage({ id, name, posts, askedByName, askedAt }: Awaited<ReturnType<typeof letterWaiting>>) {
  const body = (
    <>
      <PageHead title={words.confirmTitle} lead={words.confirmLead} />
      <DescriptionList
        entries={[
          { term: recoveryWords.who, value: name },
          { term: peopleWords.person.role, value: posts.map(({ organisationName, role }) => inWords(organisationName, role)).join('、') },
          { term: words.by, value: askedByName },
          { term: words.at, value: <Moment at={askedAt} /> },
        ]}
      />
      <Form action={`/recovery/letters/${id}`} submit={words.confirm} back={{ href: '/recovery', label: recoveryWords.back }} />
    </>
  );
  return page(words.confirmTitle, body);
}
