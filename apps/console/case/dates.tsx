import { limitTitle } from '#lib/case-pages';
import type { History } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import type { PlainDate } from '#lib/kernel';
import { consoleWords, deadlines as texts, say, wareki } from '#lib/texts';
import { Deadline, More, Notice, Paged, Section, Stack, Text } from '#lib/web';
import { distance } from '../words.js';
import type { CaseData } from './case.load.js';

const words = consoleWords.dates;
const shown = 3;

/** The nearest dates: everything late, and at least three; the rest and what is over open when asked for. */
export function Dates({ deadlines, today, view }: CaseData) {
  const open = deadlines.filter(({ state }) => state === 'open' || state === 'late').sort((a, b) => (a.strict < b.strict ? -1 : 1));
  const closed = deadlines.filter((one) => !open.includes(one));
  const late = open.filter(({ state }) => state === 'late').length;
  const count = Math.max(late, shown);
  const rest = open.slice(count);
  const at = `/cases/${view.head.id}`;
  const draw = (list: readonly DeadlineView[]) => list.map((one) => <One deadline={one} today={today} history={view.history} />);
  return (
    <Section title={words.title} id="dates">
      {open.length === 0 ? (
        <Text>{words.none}</Text>
      ) : (
        <Paged items={open.slice(0, count)} at={at} name="late">
          {(some) => <Stack>{draw(some)}</Stack>}
        </Paged>
      )}
      {rest.length ? (
        <More label={say(words.more, { count: rest.length })}>
          <Paged items={rest} at={at} name="later">
            {draw}
          </Paged>
        </More>
      ) : null}
      {closed.length ? (
        <More label={say(words.closed, { count: closed.length })}>
          <Paged items={closed} at={at} name="closed">
            {draw}
          </Paged>
        </More>
      ) : null}
    </Section>
  );
}

function tagOf({ state, strict, metOn, metLate }: DeadlineView, today: PlainDate) {
  if (state === 'late') return { kind: 'late', label: distance(words, strict, today) } as const;
  if (state === 'open') return { kind: 'plain', label: strict < today ? texts.states.open : distance(words, strict, today) } as const;
  const met = state === 'met' && metOn !== null;
  return { kind: 'done', label: met ? say(metLate ? words.metLate : words.metOn, { on: wareki(metOn) }) : texts.states[state] } as const;
}

function One({ deadline, today, history }: Pick<CaseData, 'today'> & { readonly deadline: DeadlineView; readonly history: History }) {
  const { kind, strict, safe, ext142, threeDates, state, outdated, working } = deadline;
  const dates = [
    { label: texts.dates.strict, on: strict },
    ...(threeDates
      ? [
          { label: texts.dates.safe, on: safe },
          { label: texts.dates.ext142, on: ext142 },
        ]
      : []),
  ];
  return (
    <Deadline title={limitTitle(deadline, history)} dates={dates} tag={tagOf(deadline, today)} working={working}>
      <Text tone="small">{say(words.kind, { kind: texts.kinds[kind] })}</Text>
      {threeDates && state === 'late' ? <Text>{texts.passed}</Text> : null}
      {outdated ? <Notice tone="warning">{words.outdated}</Notice> : null}
    </Deadline>
  );
}
