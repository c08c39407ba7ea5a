import { type ActName, states } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import { acts, choices, familyWords, procedure, say, wareki } from '#lib/texts';
import { DescriptionList, Link, More, Narrow, Notice, PageHead, Paged, Section, Stack, Text, Timeline, page } from '#lib/web';
import type { Papers } from '../documents/papers.js';
import { JscDates } from '../jsc/jsc-dates.js';
import { EnteredNotice } from '../entered/entered.page.js';
import { hasAnswered, lastHeard } from '../own/known.js';
import { homeOf } from '../own/own-form.js';
import type { OwnCase } from '../own/own-case.js';
import { ActingFor } from '../own/own-page.js';
import { Contact, Documents, NotMoved, Questions } from './blocks.js';
import { planInWords } from './plan.js';
import { happeningsOf } from './timeline.js';
import { Wishes } from './wishes.js';

const words = familyWords.home;
const newest = 5;

interface Home {
  readonly own: OwnCase;
  readonly deadlines: readonly DeadlineView[];
  readonly papers: Papers;
  readonly done: ActName | 'reminders' | undefined;
}

export function homePage({ own, deadlines, papers, done }: Home) {
  const happenings = happeningsOf(own);
  const body = (
    <Narrow>
      <ActingFor own={own} />
      {done ? (
        <Notice title={familyWords.done.title} live>
          {done === 'reminders' ? familyWords.done.reminders : acts[done].family}
        </Notice>
      ) : null}
      <PageHead title={words.title} above={say(familyWords.school, { school: own.school })} />
      <EnteredNotice own={own} />
      <Standing own={own} deadlines={deadlines} />
      <NotMoved own={own} />
      <Wishes own={own} />
      <Documents own={own} papers={papers} />
      <Section title={familyWords.jsc.short}>
        <JscDates deadlines={deadlines} short />
        <Link href={`${homeOf(own)}/jsc`} inline={false}>
          {familyWords.jsc.link}
        </Link>
      </Section>
      <Questions own={own} />
      <Section title={words.timeline}>
        <Paged items={happenings} at={homeOf(own)} name="course">
          {(some) => (
            <>
              <Timeline happenings={some.slice(0, newest)} />
              {some.length > newest ? (
                <More label={say(words.older, { count: some.length - newest })}>
                  <Timeline happenings={some.slice(newest)} />
                </More>
              ) : null}
            </>
          )}
        </Paged>
      </Section>
      <Contact own={own} />
    </Narrow>
  );
  return page(words.title, body);
}

/** The four short blocks: where it stands, what comes after, who has the ball and since when, by when. */
function Standing({ own, deadlines }: Pick<Home, 'own' | 'deadlines'>) {
  const { state, stateSince } = own.head;
  const { family } = procedure.states[state];
  const answered = hasAnswered(own) ? (state as keyof typeof words.answered) : undefined;
  const heard = lastHeard(own);
  const heardLine = !heard
    ? words.neverHeard
    : say(heard.days === 0 ? words.heardToday : words.heard, { on: wareki(heard.on), days: heard.days });
  return (
    <Stack>
      <DescriptionList
        entries={[
          { term: words.where, value: family.now },
          { term: words.after, value: answered ? words.answeredAfter[answered] : family.next },
          {
            term: words.ball,
            value: `${answered ? words.answered[answered] : procedure.balls[states[state].ball].family}\n${say(words.since, { on: wareki(stateSince) })}`,
          },
          { term: words.plan, value: planInWords(own, deadlines).join('\n') },
        ]}
      />
      <Text tone="small">{heardLine}</Text>
      <More label={familyWords.about.label}>
        {familyWords.about.text.map((line) => (
          <Text>{say(line, { term: choices.term[own.me.term] })}</Text>
        ))}
      </More>
    </Stack>
  );
}
