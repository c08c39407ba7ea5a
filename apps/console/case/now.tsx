import { type ActName, type Group, type Phase, actNames, actOf, needs, openIn, states, stepOf } from '#lib/cases';
import { countsAs } from '#lib/kernel';
import { acts, consoleWords, procedure, say } from '#lib/texts';
import { ButtonForm, Columns, Heading, Link, Panel, Section, Stack, Text } from '#lib/web';
import { mayEnter, rolesInWords } from '../words.js';
import type { CaseData } from './case.load.js';

const words = consoleWords.now;

/** The acts that belong to each phase. */
const groupsOf: Readonly<Record<Phase, readonly Group[]>> = {
  intake: ['first'],
  basic: ['basic'],
  explanation: ['family'],
  intention: ['family'],
  decision: ['decision'],
  detailed: ['committee'],
  report: ['report'],
  supplement: ['supplement'],
  publication: ['publication'],
  followUp: ['closing', 'jsc'],
  closed: ['closing'],
};

/** The heart of the page: the steps that can be taken now, and the acts of this stage. What a missing fact asks for stands below. */
export function Now({ view: { head, possible }, actor }: CaseData) {
  const ready = possible.filter(({ missing }) => missing.length === 0);
  const mine = ready.filter(({ step }) => countsAs(actor.role, stepOf(step).by));
  const others = ready.filter((one) => !mine.includes(one));
  const missing = possible.flatMap((one) => one.missing.map((need): ActName => needs[need].act));
  const stage = actNames.filter(
    (name) =>
      groupsOf[states[head.state].phase].includes(actOf(name).group) &&
      mayEnter(actor, name) &&
      openIn(actOf(name), head.state) &&
      !missing.includes(name),
  );
  return (
    <Section title={words.title} id="now">
      <Panel>
        {mine.map(({ step, to }, at) => (
          <Stack gap="tight">
            <div>
              <ButtonForm action={`/cases/${head.id}/steps/${step}`} version={head.version} weight={at === 0 ? 'primary' : 'secondary'}>
                {procedure.steps[step].name}
              </ButtonForm>
            </div>
            <Text tone="small">{say(words.leads, { state: procedure.states[to].name })}</Text>
          </Stack>
        ))}
        {others.map(({ step }) => (
          <Text>{say(words.others, { step: procedure.steps[step].name, who: rolesInWords(stepOf(step).by) })}</Text>
        ))}
        {mine.length === 0 ? (
          <Text>
            {possible.some(({ step }) => countsAs(actor.role, stepOf(step).by)) && others.length === 0
              ? words.nothing
              : words.nothingForYou}
          </Text>
        ) : null}
        {stage.length ? (
          <Stack gap="tight">
            <Heading level={3}>{words.records}</Heading>
            <Columns
              items={stage.map((name) => (
                <Link href={`/cases/${head.id}/acts/${name}`} inline={false}>
                  {acts[name].title}
                </Link>
              ))}
            />
          </Stack>
        ) : null}
      </Panel>
    </Section>
  );
}
