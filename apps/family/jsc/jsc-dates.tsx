import type { DeadlineView } from '#lib/deadlines';
import { deadlines as texts, familyWords, say, warekiMonth } from '#lib/texts';
import { Deadline, Section, Stack, Text } from '#lib/web';

const words = familyWords.jsc;
type Benefit = keyof typeof words.benefit;
const isBenefit = (rule: string): rule is Benefit => Object.hasOwn(words.benefit, rule);
type Shown = DeadlineView & { readonly rule: Benefit };

const titleOf = ({ rule, subject }: Shown): string =>
  say(words.benefit[rule], { subject: rule === 'D-JSC-MED' ? warekiMonth(subject) : subject });

/** What there is to say beside the dates. That the day has passed never reads as "impossible". */
function remarkOf({ state, rule }: Shown): string | null {
  if (state === 'late') return texts.passed;
  if (state === 'open') return rule === 'D-JSC-OBJ' ? words.objection : null;
  return words[state];
}

function One({ deadline }: { readonly deadline: Shown }) {
  const { strict, safe, ext142, threeDates, state, working, outdated } = deadline;
  const remark = remarkOf(deadline);
  if (state !== 'open' && state !== 'late')
    return (
      <Section title={titleOf(deadline)} level={3}>
        <Text>{remark}</Text>
      </Section>
    );
  const dates = [
    { label: texts.dates.strict, on: strict, note: threeDates ? words.notes.strict : undefined },
    ...(threeDates
      ? [
          { label: texts.dates.safe, on: safe, note: safe === strict ? words.notes.same : words.notes.safe },
          { label: texts.dates.ext142, on: ext142, note: ext142 === strict ? words.notes.same : words.notes.ext142 },
        ]
      : []),
  ];
  return (
    <Deadline title={titleOf(deadline)} dates={dates.map(({ note, ...date }) => (note ? { ...date, note } : date))} working={working}>
      {remark ? <Text>{remark}</Text> : null}
      {outdated ? <Text tone="small">{words.outdated}</Text> : null}
    </Deadline>
  );
}

/** The dates of the benefit, each with its working. `short`: only what still runs, and the death benefit. */
export function JscDates({ deadlines, short }: { readonly deadlines: readonly DeadlineView[]; readonly short?: boolean }) {
  const all = deadlines.filter((deadline): deadline is Shown => isBenefit(deadline.rule));
  const shown = short ? all.filter(({ rule, state }) => rule === 'D-JSC-DEATH' || state === 'open' || state === 'late') : all;
  if (shown.length === 0) return <Text>{words.none}</Text>;
  return (
    <Stack>
      {shown.map((deadline) => (
        <One deadline={deadline} />
      ))}
    </Stack>
  );
}
