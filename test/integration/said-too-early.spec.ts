import { type ActDone, type ActName, History, type NeedName, type StepTaken, factsOf, needNames, needs, stepOf } from '#lib/cases';
import { addDays } from '#lib/calendar';
import { plainDate } from '#lib/kernel';
import { type Chapter, type Line, Told, linesOf, wholeStory } from '../../seeds/demo/story.js';

const start = plainDate('2026-03-02');
const relatives = ['mother', 'father'];
const decidedNot: readonly Chapter[] = [...wholeStory.slice(0, wholeStory.indexOf('wishes')), 'notMoved'];

/** A story as the record of a case tells it. */
function recordOf(lines: readonly Line[]): (ActDone | StepTaken)[] {
  const told = new Told();
  let serial = 0;
  return lines.map((line): ActDone | StepTaken => {
    const on = addDays(start, line.on);
    if ('step' in line) return { kind: 'step', name: line.step, to: stepOf(line.step).to, takenOn: on, takenAt: new Date(0) };
    const id = `act-${++serial}`;
    told.set(line.act, id);
    const emails = { relatives: [], committeeMember: 'a@mihon.example', secretariat: 'b@mihon.example' };
    const data = line.data({ day: (offset) => addDays(start, offset), relatives, act: told.act, emails });
    return { kind: 'act', id, name: line.act, occurredOn: on, enteredAt: new Date(0), personId: line.by, role: line.by, data };
  });
}
const heldBy = (entries: readonly (ActDone | StepTaken)[]): ReadonlySet<NeedName> => {
  const history = new History(entries);
  const facts = factsOf({ edition: '2025', dateOfDeath: addDays(start, -1), today: addDays(start, 400), relatives, history });
  return new Set(needNames.filter((need) => needs[need].holds(facts)));
};

/** What is there from the beginning, and can be said or done about at any time. */
const fromTheBeginning: readonly ActName[] = [
  'recordAwareness',
  'issueRecordsHold',
  'nameFamilyContact',
  'nameRelative',
  'explainSurveySystem',
  'explainJsc',
  'explainDesks',
  'nameParty',
];
/** Needs that hold while nothing speaks against them: no act satisfies them. */
const untilSomethingSpeaks: readonly NeedName[] = [
  'noRelativeWishesDetailed',
  'noWishUnheeded',
  'noSchoolFactorSuspected',
  'noBullyingSuspected',
  'objectionsAnswered',
  'opinionsAnswered',
  'noSupplementOpen',
  'noDisclosureOpen',
  'noLawsuitHold',
  'organisationIndependent',
];

/** Every need of every step that a story satisfies by an act: [step, need, entries up to the step]. */
const satisfied = [wholeStory, decidedNot].flatMap((chapters) => {
  const entries = recordOf(linesOf(chapters));
  return entries.flatMap((entry, at) => {
    if (entry.kind !== 'step') return [];
    const before = entries.slice(0, at);
    const held = heldBy(before);
    return stepOf(entry.name)
      .needs.filter((need) => held.has(need) && !untilSomethingSpeaks.includes(need))
      .map((need) => ({ step: entry.name, need, before }));
  });
});

it('the stories satisfy nearly every need', () => {
  const all = new Set(satisfied.map(({ need }) => need));
  expect(needNames.filter((need) => !all.has(need) && !untilSomethingSpeaks.includes(need)).sort()).toEqual(
    [
      // Steps no story takes: a request that is declined, another authority, a case opened again. In libs/cases/domain/facts-of.spec.ts.
      'declineExplained',
      'reinvestigationDecided',
      'reinvestigationExplained',
      'reinvestigationFinished',
      'reopeningReasonWritten',
      'supplementDeclined',
      'awarenessRecorded',
    ].sort(),
  );
});

describe('what was entered before the thing it is about was there satisfies nothing', () => {
  const seen = new Set<string>();
  const each = satisfied.filter(({ step, need }) => {
    const act = needs[need].act;
    const once = `${step} ${need}`;
    if (fromTheBeginning.includes(act) || seen.has(once)) return false;
    seen.add(once);
    return true;
  });
  it.each(each.map((one) => [one.need, one.step, one] as const))('%s, for %s', (need, _step, { before }) => {
    const act = needs[need].act;
    const early = before.filter(({ name }) => name === act);
    const moved = [...early, ...before.filter(({ name }) => name !== act)];
    expect(early.length).toBeGreaterThan(0);
    if (need === 'explanationSheetReadThrough') return expect(heldBy(moved).has(need)).toBe(true); // Its sheet is there from the beginning.
    expect(heldBy(moved).has(need)).toBe(false);
  });
});
