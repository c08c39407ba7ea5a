import { type NeedName, type Possible, actOf, needs, openIn, stepOf } from '#lib/cases';
import { countsAs } from '#lib/kernel';
import { consoleWords, procedure, say } from '#lib/texts';
import { Lines, Link, More, Section, Source, Stack, Text } from '#lib/web';
import { mayEnter, rolesInWords } from '../words.js';
import type { CaseData } from './case.load.js';

const words = consoleWords.missing;
type Guard = keyof typeof procedure.guards;

/** What a form may know beforehand because the need names it. */
const preset: Partial<Record<NeedName, string>> = {
  explanationSheetReadThrough: '?document=explanationSheet',
  basicResultReadThrough: '?document=basicResultSheet',
  intentionFormReadThrough: '?document=intentionForm',
  reasonNoticeReadThrough: '?document=reasonNotice',
  draftReadThrough: '?document=draftReport',
  reportReadThrough: '?document=finalReport',
};

/** Under what can be done now: for each step from here what is still missing, each with the form that supplies it, and why it is asked. */
export function Missing(data: CaseData) {
  const open = data.view.possible.filter(({ missing }) => missing.length > 0);
  const waiting = [...open.filter((one) => !againstWish(one)), ...open.filter(againstWish)];
  if (waiting.length === 0) return null;
  return (
    <Section title={words.title} id="missing">
      <Stack gap="wide">
        {waiting.map((one) => (
          <OneStep {...data} one={one} />
        ))}
      </Stack>
    </Section>
  );
}

/** A step a relative's wish stands against is named last, so that nothing asks for the wish to be changed first. */
const againstWish = ({ missing }: Possible): boolean => missing.includes('noRelativeWishesDetailed');

function OneStep({ one: { step, missing }, ...data }: CaseData & { one: Possible }) {
  const { by, source } = stepOf(step);
  const guards = [...new Set(missing.map((need) => needs[need].guard as Guard))];
  return (
    <Section title={say(words.step, { step: procedure.steps[step].name, count: missing.length })} level={3}>
      {countsAs(data.actor.role, by) ? null : <Text tone="small">{say(words.by, { who: rolesInWords(by) })}</Text>}
      <Lines
        items={missing.map((need) => (
          <OneNeed {...data} need={need} />
        ))}
      />
      <More label={words.why}>
        {guards.map((guard) => (
          <Why text={say(words.guard, procedure.guards[guard])} {...marked(procedure.guards[guard])} />
        ))}
        {guards.includes(source as Guard) ? null : <Why text={words.stepSource} {...marked(sourced(source))} />}
      </More>
    </Section>
  );
}

function OneNeed({ need, view: { head }, actor }: CaseData & { need: NeedName }) {
  const { act } = needs[need];
  const { missing, action } = procedure.needs[need];
  const { by } = actOf(act);
  return (
    <Stack gap="tight">
      <span>{missing}</span>
      {!mayEnter(actor, act) ? (
        <Text tone="small">{say(words.actBy, { who: rolesInWords(by) })}</Text>
      ) : openIn(actOf(act), head.state) ? (
        <Link href={`/cases/${head.id}/acts/${act}${preset[need] ?? ''}`} inline={false}>
          {action}
        </Link>
      ) : (
        <Text tone="small">{words.actLater}</Text>
      )}
    </Stack>
  );
}

type Mark = keyof typeof procedure.marks;
const sourced = (source: string) => {
  const { text, mark } = procedure.sources[source as keyof typeof procedure.sources];
  return { source: text, mark };
};
const marked = ({ source, mark }: { readonly source: string; readonly mark: Mark }) => ({
  source: say(words.marked, { source, mark: procedure.marks[mark] }),
});

/** A rule in words, and under it where it stands and how sure that is. */
const Why = ({ text, source }: { readonly text: string; readonly source: string }) => (
  <Stack gap="tight">
    <Text tone="small">{text}</Text>
    <Source>{source}</Source>
  </Stack>
);
