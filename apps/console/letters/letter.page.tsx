import type { Invited } from '#lib/accounts';
import { tokyoDate } from '#lib/kernel';
import { choices, familyLetter as texts, bothCalendars, representativeLetter, say, wareki } from '#lib/texts';
import { Code, DescriptionList, Heading, Letter, Link, List, Narrow, Notice, ScreenOnly, Stack, Text, page } from '#lib/web';
import type { LetterData } from './letter.load.js';

const words = texts.letter;

interface LetterPage extends LetterData {
  readonly origin: string;
  readonly invited: Invited;
}

const stepsWithWays = [
  ...words.steps.slice(0, -1),
  <Stack gap="tight">
    <span>{words.steps.at(-1)}</span>
    <List items={words.ways} />
  </Stack>,
];

/** The letter itself, once: what stands here is printed, and its code is kept nowhere. */
export function letterPage({ view, relative, to, recovery, origin, invited }: LetterPage) {
  const { name } = to;
  const acting = to.kind === null ? null : representativeLetter.letter;
  const more = { name, term: choices.term[relative.term], relative: relative.name };
  const body = (
    <Narrow>
      <ScreenOnly>
        <Notice tone="warning" title={texts.once} live>
          {texts.onceText}
        </Notice>
      </ScreenOnly>
      <Letter to={say(words.to, { name })} day={wareki(tokyoDate(invited.madeAt))} from={view.founder}>
        <Stack>
          <Heading level={1}>{words.title}</Heading>
          {(acting ?? words).opening.map((line) => (
            <Text>{say(line, more)}</Text>
          ))}
        </Stack>
        <DescriptionList
          entries={[
            { term: words.address, value: `${origin}/invitation` },
            { term: words.code, value: <Code>{invited.code}</Code> },
            { term: words.until, value: say(words.untilDay, { on: bothCalendars(tokyoDate(invited.endsAt)) }) },
          ]}
        />
        <Stack gap="tight">
          <Heading>{words.how}</Heading>
          <List ordered items={stepsWithWays} />
          <Text>{words.noApp}</Text>
        </Stack>
        <Stack gap="tight">
          <Heading>{words.know}</Heading>
          <List items={(acting ?? words).notes.map((note) => say(note, more))} />
          {recovery ? <Text>{words.recovery}</Text> : null}
        </Stack>
        <Contact view={view} />
      </Letter>
      <ScreenOnly>
        <Link href={`/cases/${view.head.id}`} inline={false}>
          {texts.toCase}
        </Link>
      </ScreenOnly>
    </Narrow>
  );
  return page(words.title, body, { paper: true });
}

function Contact({ view: { founder, history } }: Pick<LetterPage, 'view'>) {
  const contact = history.last('nameFamilyContact')?.data;
  return (
    <Stack gap="tight">
      <Heading>{words.contact}</Heading>
      <DescriptionList
        entries={
          contact
            ? [
                { term: words.contactName, value: String(contact['contactName']) },
                { term: words.contactPhone, value: String(contact['contactPhone']) },
                { term: words.contactHours, value: String(contact['contactHours']) },
              ]
            : [{ term: words.contactName, value: founder }]
        }
      />
    </Stack>
  );
}
