import { daysBetween } from '#lib/calendar';
import { type ActDone, type StepTaken, longAfter } from '#lib/cases';
import { tokyoDate } from '#lib/kernel';
import { acts, consoleWords, procedure, say, wareki } from '#lib/texts';
import { type Happening, Link, More, Pagination, Section, Timeline } from '#lib/web';
import { roleName } from '../words.js';
import type { CaseData } from './case.load.js';

const words = consoleWords.timeline;
const shown = 12;
/** More are on further pages, so that a long case costs what a short one does. */
const onAPage = 50;

/** What happened so far, a page of it, the newest entry first; acts with both times where they differ. */
export function Course({ view: { head, history }, coursePage = 1 }: CaseData) {
  const count = history.entries.length;
  if (count === 0) return null;
  const pages = Math.ceil(count / onAPage);
  const at = Math.min(coursePage, pages);
  const until = count - (at - 1) * onAPage;
  const all = history.entries
    .slice(Math.max(0, until - onAPage), until)
    .reverse()
    .map((entry) => (entry.kind === 'act' ? entered(entry, head.id) : taken(entry)));
  const older = all.slice(shown);
  const to = (page: number) => (page < 1 || page > pages ? undefined : `/cases/${head.id}?course=${page}#course`);
  return (
    <Section title={words.title} id="course">
      <Timeline happenings={all.slice(0, shown)} />
      {older.length ? (
        <More label={say(words.older, { count: older.length })}>
          <Timeline happenings={older} />
        </More>
      ) : null}
      <Pagination previous={to(at - 1)} next={to(at + 1)} />
    </Section>
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
