import type { ActName } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import { acts, familyWords } from '#lib/texts';
import { List, Paged, Section, Text, Timeline } from '#lib/web';
import type { OwnCase } from '../own/own-case.js';
import { homeOf } from '../own/own-form.js';
import { ownPage } from '../own/own-page.js';
import { JscDates } from './jsc-dates.js';

const words = familyWords.jsc;
const claimActs: readonly ActName[] = [
  'recordJscClaim',
  'forwardJscClaim',
  'recordJscReceipt',
  'recordJscDecision',
  'declineJsc',
  'tellLimitPassed',
];

export function jscPage(own: OwnCase, deadlines: readonly DeadlineView[]) {
  const done = [...own.history.acts(...claimActs)].reverse();
  return ownPage({
    own,
    title: words.title,
    lead: words.lead,
    children: (
      <>
        <Section title={words.dates}>
          <JscDates deadlines={deadlines} />
        </Section>
        <Section title={words.route}>
          <List ordered items={[...words.routeSteps]} />
          <Text>{words.noWait}</Text>
          <Text tone="small">{words.forwarding}</Text>
        </Section>
        <Section title={words.progress}>
          {done.length ? (
            <Paged items={done} at={`${homeOf(own)}/jsc`} name="progress">
              {(some) => <Timeline happenings={some.map(({ occurredOn, name }) => ({ on: occurredOn, title: acts[name].family ?? '' }))} />}
            </Paged>
          ) : (
            <Text>{words.progressNone}</Text>
          )}
        </Section>
        <Text>{words.ask}</Text>
      </>
    ),
  });
}
