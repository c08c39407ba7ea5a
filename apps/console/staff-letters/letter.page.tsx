import type { StaffLetter } from '#lib/administration';
import { tokyoDate } from '#lib/kernel';
import { bothCalendars, say, staffLetter as texts, twoPersons, wareki } from '#lib/texts';
import { Code, DescriptionList, Heading, Letter, Link, List, Narrow, Notice, PageHead, ScreenOnly, Stack, Text, page } from '#lib/web';

const words = texts.letter;

interface LetterPage extends StaffLetter {
  /** Where the app is that the letter leads to. */
  readonly origin: string | undefined;
  /** Who gives it out. */
  readonly from: string;
  readonly back: { readonly href: string; readonly label: string };
}

/** The letter to a colleague or member, once: what stands here is printed, and its code is kept nowhere. */
export function staffLetterPage({ name, app, code, madeAt, endsAt, origin, from, back }: LetterPage) {
  const title = words.title[app === 'committee' ? 'committee' : 'console'];
  const steps = [
    ...words.steps.slice(0, -1),
    <Stack gap="tight">
      <span>{words.steps.at(-1)}</span>
      <List items={words.ways} />
    </Stack>,
  ];
  const body = (
    <Narrow>
      <ScreenOnly>
        <Notice tone="warning" title={texts.once} live>
          {texts.onceText} {texts.known}
        </Notice>
      </ScreenOnly>
      <Letter to={say(words.to, { name })} day={wareki(tokyoDate(madeAt))} from={from}>
        <Stack>
          <Heading level={1}>{title}</Heading>
          <Text>{words.opening}</Text>
        </Stack>
        <DescriptionList
          entries={[
            { term: words.address, value: origin === undefined ? words.noAddress : `${origin}/invitation` },
            { term: words.code, value: <Code>{code}</Code> },
            { term: words.until, value: say(words.untilDay, { on: bothCalendars(tokyoDate(endsAt)) }) },
          ]}
        />
        <Stack gap="tight">
          <Heading>{words.how}</Heading>
          <List ordered items={steps} />
        </Stack>
        <Stack gap="tight">
          <Heading>{words.know}</Heading>
          <List items={words.notes.map((note) => say(note, { name }))} />
        </Stack>
      </Letter>
      <ScreenOnly>
        <Link href={back.href} inline={false}>
          {back.label}
        </Link>
      </ScreenOnly>
    </Narrow>
  );
  return page(title, body, { paper: true });
}

/** In place of the letter: it waits for a second person, or was shown when the form was sent first. */
export function noLetterPage(personId: string, what: 'waits' | 'again') {
  const { title, text, open } = what === 'waits' ? twoPersons.asked : texts.again;
  const body = (
    <Narrow>
      <PageHead title={title} />
      <Text>{text}</Text>
      <Link href={what === 'waits' ? '/recovery' : `/people/${personId}`} inline={false}>
        {open}
      </Link>
    </Narrow>
  );
  return page(title, body);
}
