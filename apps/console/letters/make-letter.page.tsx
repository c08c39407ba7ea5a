import type { LetterMade } from '#lib/families';
import type { Filled } from '#lib/forms';
import { bothCalendars, choices, consoleWords, familyLetter as words, representativeLetter, say } from '#lib/texts';
import {
  DateField,
  ErrorSummary,
  Form,
  Link,
  Moment,
  Narrow,
  Notice,
  PageHead,
  RadioGroup,
  Section,
  Select,
  Table,
  Text,
  page,
} from '#lib/web';
import type { LetterData } from './letter.load.js';
import type { Wrong } from './letter.form.js';

interface MakeLetter extends LetterData {
  /** Names of those who checked, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Where the family's pages are; without it no letter can be made. */
  readonly origin: string | undefined;
  readonly filled?: Filled;
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
          {recovery ? <Notice title={words.recoveryTitle}>{words.recovery}</Notice> : null}
          <Form action={to.path} submit={words.submit} back={{ href: at, label: words.back }}>
            {recovery ? <Identity {...data} /> : null}
          </Form>
        </>
      )}
      {letters.length ? <Before letters={letters} names={names} /> : null}
    </Narrow>
  );
  return page(title, body, mistakes.length ? { wrong: true } : repeated ? { status: 409 } : {});
}

function Identity({ people, filled = {}, wrong = {} }: MakeLetter) {
  const value = (name: string) => filled[name] as string | undefined;
  const ways = Object.entries(words.ways).map(([way, label]) => ({ value: way, label }));
  const checkers = people.map(({ personId, name }) => ({ value: personId, label: name }));
  return (
    <>
      <RadioGroup name="how" label={words.how} required options={ways} value={value('how')} error={wrong.how} />
      <Select name="by" label={words.by} required options={checkers} value={value('by')} error={wrong.by} />
      <DateField name="on" label={words.on} required value={value('on')} error={wrong.on} />
    </>
  );
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
