import { daysBetween } from '#lib/calendar';
import { type ActDone, type StepTaken, longAfter } from '#lib/cases';
import { tokyoDate } from '#lib/kernel';
import { acts, consoleWords, procedure, say, wareki } from '#lib/texts';
import { type Happening, Link, More, Paged, Section, Timeline } from '#lib/web';
import { roleName } from '../words.js';
import type { CaseData } from './case.load.js';

const words = consoleWords.timeline;
const shown = 12;
/** What happened so far, a page of it, the newest entry first; acts with both times where they differ. */
export function Course({ view: { head, history } }: CaseData) {
  if (history.entries.length === 0) return null;
  return (
    <Section title={words.title} id="course">
      <Paged items={[...history.entries].reverse()} at={`/cases/${head.id}`} name="entries">
        {(some) => <Part happenings={some.map((entry) => (entry.kind === 'act' ? entered(entry, head.id) : taken(entry)))} />}
      </Paged>
    </Section>
  );
}

function Part({ happenings }: { readonly happenings: readonly Happening[] }) {
  const older = happenings.slice(shown);
  return (
    <>
      <Timeline happenings={happenings.slice(0, shown)} />
      {older.length ? (
        <More label={say(words.older, { count: older.length })}>
          <Timeline happenings={older} />
        </More>
      ) : null}
    </>
  );
}

function entered({ id, name, occurredOn, enteredAt, role }: ActDone, caseId: string): Happening {
  const enteredOn = tokyoDate(enteredAt);
  const days = daysBetween(occurredOn, enteredOn);
  return {
    on: occurredOn,
    title: <Link href={`/cases/${caseId}/acts/${name}/${id}`}>{acts[name].done}</Link>,
    by: roleName(role),
    ...(enteredOn === occurredOn
      ? {}
      : { note: say(days > longAfter ? words.enteredLate : words.entered, { on: wareki(enteredOn), days }) }),
  };
}

const taken = ({ name, to, takenOn }: StepTaken): Happening => ({
  on: takenOn,
  title: procedure.steps[name].done,
  note: say(words.moved, { state: procedure.states[to].name }),
});
