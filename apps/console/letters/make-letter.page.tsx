import type { LetterMade } from '#lib/families';
import { bothCalendars, choices, consoleWords, familyLetter as words, representativeLetter, say } from '#lib/texts';
import { DescriptionList, ErrorSummary, Form, Link, Moment, Narrow, Notice, PageHead, Section, Select, Table, Text, page } from '#lib/web';
import type { LetterData } from './letter.load.js';
import type { Wrong } from './letter.form.js';

interface MakeLetter extends LetterData {
  /** Names of those who checked, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Where the family's pages are; without it no letter can be made. */
  readonly origin: string | undefined;
  readonly actorId: string;
  readonly wrong?: Wrong;
  /** The form was sent before, and its letter has been shown. */
  readonly repeated?: boolean;
}

const word = (set: Readonly<Record<string, string>>, code: string): string => set[code] ?? code;

/** What the letter is and what it does, then the button; before it, where she can sign in already, how it was seen that it is she. */
export function makeLetterPage(data: MakeLetter) {
  const { view, relative, to, recovery, elsewhere, declined, origin, letters, names, wrong = {}, repeated } = data;
  const at = `/cases/${view.head.id}`;
  const mistakes = Object.entries(wrong).map(([field, message]) => ({ at: `f-${field}`, message }));
  const relation = word(choices.relation, relative.relation);
  const title = to.kind === null ? words.title : representativeLetter.title;
  const body = (
    <Narrow>
      <PageHead
        above={<Link href={at}>{say(consoleWords.case.title, { caseNo: view.head.caseNo })}</Link>}
        title={title}
        lead={
          to.kind === null
            ? say(words.lead, { name: to.name, relation })
            : say(representativeLetter.lead, { name: to.name, kind: word(choices.representativeKind, to.kind), relative: relative.name })
        }
      />
      <ErrorSummary mistakes={mistakes} />
      {repeated ? (
        <Notice tone="warning" title={words.repeatedTitle} live>
          {words.repeated}
        </Notice>
      ) : null}
      {declined ? (
        <Notice tone="warning" title={words.declinedTitle}>
          {words.declined}
        </Notice>
      ) : null}
      {words.about.map((line) => (
        <Text>{line}</Text>
      ))}
      {to.over ? (
        <Notice tone="warning" title={representativeLetter.overTitle}>
          {representativeLetter.over}
        </Notice>
      ) : elsewhere ? (
        <Notice tone="warning" title={words.elsewhereTitle}>
          {words.elsewhere}
        </Notice>
      ) : origin === undefined ? (
        <Notice tone="warning" title={words.notSetTitle}>
          {words.notSet}
        </Notice>
      ) : (
        <>
          {recovery ? <Asked {...data} /> : null}
          <Form
            action={to.path}
            submit={recovery && !isReady(data) ? words.asks.submit : words.submit}
            back={{ href: at, label: words.back }}
          >
            {recovery && !isReady(data) ? <SeenBy {...data} /> : null}
          </Form>
        </>
      )}
      {letters.length ? <Before letters={letters} names={names} /> : null}
    </Narrow>
  );
  return page(title, body, mistakes.length ? { wrong: true } : repeated ? { status: 409 } : {});
}

const isReady = ({ recovery, actorId }: MakeLetter): boolean =>
  recovery?.request?.state === 'ready' && recovery.request.askedBy === actorId;

/** How the letter is made where she signs in already, and how far it has come. */
function Asked({ recovery, names }: MakeLetter) {
  const request = recovery?.request;
  const texts = words.asks;
  return (
    <>
      <Notice title={words.recoveryTitle}>{words.recovery}</Notice>
      {request ? (
        <Section title={texts.title}>
          <Text>{texts.states[request.state]}</Text>
          <DescriptionList
            entries={[
              { term: texts.askedBy, value: names.get(request.askedBy) ?? '' },
              { term: texts.askedAt, value: <Moment at={request.askedAt} /> },
              { term: words.by, value: names.get(request.identityBy) ?? '' },
              { term: texts.opensAt, value: <Moment at={request.opensAt} /> },
            ]}
          />
        </Section>
      ) : null}
    </>
  );
}

function SeenBy({ people, wrong = {} }: MakeLetter) {
  const checkers = people.map(({ personId, name }) => ({ value: personId, label: name }));
  return <Select name="by" label={words.by} required options={checkers} error={wrong.by} />;
}

const Before = ({ letters, names }: { letters: readonly LetterMade[]; names: MakeLetter['names'] }) => (
  <Section title={words.before}>
    <Table
      caption={words.before}
      captionUnseen
      columns={[words.madeAt, words.endsAt, words.state, words.identity].map((head) => ({ head }))}
      rows={letters.map((letter) => [
        <Moment at={letter.madeAt} />,
        <Moment at={letter.endsAt} />,
        words.states[letter.state],
        checked(letter, names),
      ])}
    />
  </Section>
);

const checked = ({ identityHow: how, identityBy: by, identityOn: on }: LetterMade, names: MakeLetter['names']): string =>
  how === null || by === null || on === null
    ? words.noIdentity
    : say(words.checked, { how: words.ways[how], by: names.get(by) ?? '', on: bothCalendars(on) });
