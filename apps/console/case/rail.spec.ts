import { type ActDone, History, type State, type StepName, type StepTaken, stepOf, tracksOf } from '#lib/cases';
import { plainDate } from '#lib/kernel';
import { consoleWords, procedure } from '#lib/texts';
import { stopsOf, tracksBeside } from './rail.js';

const reported: ActDone = {
  kind: 'act',
  id: '1',
  name: 'recordAwareness',
  occurredOn: plainDate('2026-04-01'),
  enteredAt: new Date('2026-04-02T16:00:00Z'),
  personId: '1',
  role: 'school',
  data: {},
};
const step = (name: StepName, on: string): StepTaken => ({
  kind: 'step',
  name,
  to: stepOf(name).to,
  takenOn: plainDate(on),
  takenAt: new Date(`${on}T01:00:00Z`),
});

function railAfter(...taken: StepTaken[]) {
  const state: State = taken.at(-1)?.to ?? 'INTAKE';
  const history = new History([reported, ...taken]);
  const head = { state, stateSince: taken.at(-1)?.takenOn ?? '2026-04-03' };
  const seen = { head, history, tracks: tracksOf(history, []) } as unknown as Parameters<typeof stopsOf>[0];
  return { stops: stopsOf(seen), tracks: tracksBeside(seen) };
}
const stop = (rail: ReturnType<typeof railAfter>, phase: keyof typeof procedure.phases) =>
  rail.stops.find(({ label }) => label === procedure.phases[phase]);

it('a new case stands at the first stop, everything else is ahead', () => {
  const { stops } = railAfter();
  expect(stops[0]).toMatchObject({ state: 'here', on: '2026-04-03', note: procedure.states.INTAKE.name });
  expect(stops.slice(1).every(({ state, on }) => state === 'ahead' && on === undefined)).toBe(true);
});

it('what is done has the day it was reached; the first begins with the day of the report in Tokyo', () => {
  const rail = railAfter(step('startBasicSurvey', '2026-04-05'), step('reportBasicSurvey', '2026-04-20'));
  expect(stop(rail, 'intake')).toEqual({ label: procedure.phases.intake, state: 'done', on: '2026-04-03' });
  expect(stop(rail, 'basic')).toMatchObject({ state: 'done', on: '2026-04-05' });
  expect(stop(rail, 'explanation')).toMatchObject({ state: 'here', on: '2026-04-20' });
});

it('a phase that was passed over says so, and is not called done', () => {
  const rail = railAfter(step('startBasicSurvey', '2026-04-05'), step('moveToDetailed', '2026-04-06'));
  for (const phase of ['explanation', 'intention', 'decision'] as const)
    expect(stop(rail, phase)).toEqual({ label: procedure.phases[phase], state: 'ahead', note: consoleWords.case.skipped });
});

it('the supplementary survey has a stop only in a case that came to it', () => {
  expect(stop(railAfter(), 'supplement')).toBeUndefined();
  expect(stop(railAfter(step('takeUpSupplement', '2027-01-10')), 'supplement')).toMatchObject({ state: 'here' });
});

it('a case that was opened again stands at the beginning', () => {
  const rail = railAfter(step('startBasicSurvey', '2026-04-05'), step('closeCase', '2027-04-01'), step('reopenCase', '2027-05-01'));
  expect(rail.stops[0]).toMatchObject({ state: 'here', on: '2027-05-01', note: procedure.states.REOPENED.name });
  expect(stop(rail, 'closed')).toMatchObject({ state: 'ahead' });
});

it('every track has its state in words', () => {
  const { tracks } = railAfter();
  expect(tracks.map(({ label }) => label)).toEqual(Object.values(procedure.tracks));
  expect(tracks.every(({ note }) => note === procedure.trackStates.none)).toBe(true);
});
