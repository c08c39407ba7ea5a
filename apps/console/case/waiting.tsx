import { daysBetween } from '#lib/calendar';
import { type ActDone, type ActName, type History, Words, actOf, openIn } from '#lib/cases';
import { acts as actTexts, consoleWords, say, wareki } from '#lib/texts';
import { Lines, Link, Paged, Row, Section, Stack, Text } from '#lib/web';
import { mayEnter, rolesInWords } from '../words.js';
import type { CaseData } from './case.load.js';

const words = consoleWords.waiting;

/** What is asked, and the act that answers it. */
const pairs = [
  ['askQuestion', 'answerQuestion'],
  ['recordObjection', 'answerObjection'],
  ['giveOpinion', 'answerOpinion'],
  ['requestSupplement', 'decideSupplement'],
  ['recordDisclosureRequest', 'decideDisclosureRequest'],
  ['recordJscClaim', 'forwardJscClaim'],
] as const satisfies readonly (readonly [ActName, ActName])[];

/** Someone who has no opinion on a draft does not wait for an answer. */
const waits = ({ name, data }: ActDone): boolean => name !== 'giveOpinion' || Boolean(data['opinion']);

/** Questions, objections and requests that nobody has answered yet, the longest waiting first. */
export const waitingIn = (history: History): readonly Open[] =>
  pairs
    .flatMap(([asked, answer]) =>
      history
        .unanswered(asked, answer)
        .filter(waits)
        .map((act) => ({ act, asked, answer })),
    )
    .sort((a, b) => (a.act.occurredOn < b.act.occurredOn ? -1 : 1));

export function Waiting(data: CaseData) {
  const open = waitingIn(data.view.history);
  const statements = Words.in(data.view.history).waiting;
  if (open.length === 0 && statements.length === 0) return null;
  return (
    <Section title={words.title} id="waiting">
      <Paged items={[...statements, ...open]} at={`/cases/${data.view.head.id}`} name="waits">
        {(some) => <Lines items={some.map((one) => ('asked' in one ? <One {...data} {...one} /> : <Statement {...data} act={one} />))} />}
      </Paged>
    </Section>
  );
}

/** What was entered for a relative and lowers what she said. */
function Statement({ act, view: { head }, actor, today }: CaseData & { readonly act: ActDone }) {
  const acts = `/cases/${head.id}/acts`;
  return (
    <Stack gap="tight">
      <span>{say(words.statement, { what: actTexts[act.name].title })}</span>
      <Text tone="small">{say(words.since, { on: wareki(act.occurredOn), days: daysBetween(act.occurredOn, today) })}</Text>
      <Text tone="small">{words.statementBy}</Text>
      <Row>
        {mayEnter(actor, 'attestStatement') && act.name !== 'giveOpinion' ? (
          <Link href={`${acts}/attestStatement?to=${act.id}`} inline={false}>
            {words.attest}
          </Link>
        ) : null}
        <Link href={`${acts}/${act.name}/${act.id}`} inline={false}>
          {words.read}
        </Link>
      </Row>
    </Stack>
  );
}

type Open = { readonly act: ActDone; readonly asked: (typeof pairs)[number][0]; readonly answer: ActName };

function One({ act, asked, answer, view: { head }, actor, today }: CaseData & Open) {
  const acts = `/cases/${head.id}/acts`;
  return (
    <Stack gap="tight">
      <span>{words[asked]}</span>
      <Text tone="small">{say(words.since, { on: wareki(act.occurredOn), days: daysBetween(act.occurredOn, today) })}</Text>
      <Row>
        {mayEnter(actor, answer) && openIn(actOf(answer), head.state) ? (
          <Link href={`${acts}/${answer}?to=${act.id}`} inline={false}>
            {words.answer}
          </Link>
        ) : (
          <Text tone="small">{say(words.by, { who: rolesInWords(actOf(answer).by) })}</Text>
        )}
        <Link href={`${acts}/${asked}/${act.id}`} inline={false}>
          {words.read}
        </Link>
      </Row>
    </Stack>
  );
}
