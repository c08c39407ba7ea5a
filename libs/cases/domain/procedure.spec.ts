import { Refused } from '#lib/kernel';
import { acts, isAct } from './acts.js';
import { possible, takeStep } from './case.js';
import { type Facts, wishes } from './facts.js';
import { needNames, needs } from './needs.js';
import { someFacts } from './some-facts.js';
import { type State, isState, stateNames } from './states.js';
import { type StepName, stepNames, stepOf, steps } from './steps.js';

const founder = { role: 'founder' } as const;
const refusalOf = (doing: () => unknown): Refused => {
  try {
    doing();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('was not refused');
};

/** States from which `goal` can be reached, over the table alone. */
const leadingTo = (goal: State): Set<State> => {
  const found = new Set<State>([goal]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const name of stepNames) if (found.has(stepOf(name).to)) stepOf(name).from.forEach((s) => found.add(s));
  }
  return found;
};

/** Every combination of the given values, on top of a case in which all else was done. */
function* worlds(axes: { readonly [K in keyof Facts]?: readonly Facts[K][] }): Generator<Facts> {
  const keys = Object.keys(axes) as (keyof Facts)[];
  const walk = function* (at: number, chosen: Partial<Facts>): Generator<Facts> {
    if (at === keys.length) return yield someFacts(chosen);
    for (const value of axes[keys[at]!]!) yield* walk(at + 1, { ...chosen, [keys[at]!]: value });
  };
  yield* walk(0, {});
}
const both = [true, false] as const;
const someWishes = [null, ...wishes];
const wishSets = [[], ...someWishes.map((w) => [w]), ...someWishes.flatMap((a) => someWishes.map((b) => [a, b]))];

describe('the table of the procedure', () => {
  it('leads only to states that exist, from states that exist', () => {
    for (const name of stepNames) for (const state of [...stepOf(name).from, stepOf(name).to]) expect(isState(state)).toBe(true);
  });

  it('reaches every state from the report of a death', () => {
    const reached = new Set<State>(['INTAKE']);
    for (let before = 0; before !== reached.size;) {
      before = reached.size;
      for (const name of stepNames) if (stepOf(name).from.some((s) => reached.has(s))) reached.add(stepOf(name).to);
    }
    expect([...reached].sort()).toEqual([...stateNames].sort());
  });

  it('has no dead end: from every state a case can be closed', () => {
    expect([...leadingTo('CLOSED')].sort()).toEqual([...stateNames].sort());
  });

  it('holds exactly the moves of the guideline, and the early decision to move', () => {
    const moves = stepNames.flatMap((name) => stepOf(name).from.map((from) => `${from} → ${stepOf(name).to}`)).sort();
    expect(moves).toEqual(expectedMoves);
  });

  it('lets every need be supplied by an act that can be entered in each state where it may be missing', () => {
    for (const name of needNames) expect(isAct(needs[name].act)).toBe(true);
    for (const name of stepNames)
      for (const need of stepOf(name).needs)
        for (const from of stepOf(name).from) {
          const where = acts[needs[need].act].in as string | readonly State[];
          expect([need, from, where === 'always' || (where === 'open' ? from !== 'CLOSED' : where.includes(from))]).toEqual([
            need,
            from,
            true,
          ]);
        }
  });

  it('uses every need in at least one step', () => {
    const used = new Set(stepNames.flatMap((name) => stepOf(name).needs));
    expect(needNames.filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('explored over all its facts', () => {
  const axes = {
    wishes: wishSets,
    wishOverridden: both,
    schoolFactor: both,
    bullying: both,
    staffConduct: both,
    suspicionsAsked: both,
    decision: ['move', 'notMove', null],
    relativesNamed: both,
    nobodyReachable: both,
  } as const;

  it('never leaves a case unmoved against a wish, except where the head of the founder set it aside, and never with a school factor', () => {
    let opened = 0;
    for (const facts of worlds(axes))
      for (const step of possible('INTENTION_RECORDED', facts)) {
        if (step.to !== 'NOT_MOVED' || step.missing.length > 0) continue;
        opened++;
        expect(facts.wishOverridden || facts.wishes.every((w) => w !== 'WISH' && w !== 'PARTIAL')).toBe(true);
        expect([facts.schoolFactor, facts.bullying, facts.staffConduct]).toEqual([false, false, false]);
        expect([facts.suspicionsAsked, facts.decision]).toEqual([true, 'notMove']);
      }
    expect(opened).toBeGreaterThan(0);
    expect(stepNames.filter((name) => stepOf(name).to === 'NOT_MOVED')).toEqual(['decideNotToMove']);
  });

  it('never closes a case without the JSC explanation, with a wish unheeded, or with anything open', () => {
    let closed = 0;
    const closing = {
      explained: [new Set(), new Set(['jsc']), new Set(['limitPassed']), new Set(['jsc', 'limitPassed'])] as Set<never>[],
      jscClosed: both,
      jscLimitPassed: both,
      disclosureOpen: both,
      lawsuitHold: both,
      supplement: ['none', 'requested', 'accepted', 'declined'],
      wishUnheeded: both,
      closingWritten: both,
      nobodyReachable: both,
    } as const;
    for (const facts of worlds(closing))
      for (const state of stateNames)
        for (const step of possible(state, facts)) {
          if (step.to !== 'CLOSED' || step.missing.length > 0) continue;
          closed++;
          expect(facts.explained.has('jsc')).toBe(true);
          expect(facts.jscClosed || (facts.jscLimitPassed && facts.explained.has('limitPassed'))).toBe(true);
          expect([facts.disclosureOpen, facts.lawsuitHold, facts.wishUnheeded]).toEqual([false, false, false]);
          expect(['none', 'declined']).toContain(facts.supplement);
        }
    expect(closed).toBeGreaterThan(0);
  });

  it('never decides against a survey over a word that is only an office’s note', () => {
    let ended = 0;
    for (const facts of worlds({ wishOnlyNoted: both, wishOverridden: both }))
      for (const step of possible('INTENTION_RECORDED', facts)) {
        if (step.to !== 'NOT_MOVED' || step.missing.length > 0) continue;
        ended++;
        expect(facts.wishOnlyNoted).toBe(false);
      }
    expect(ended).toBeGreaterThan(0);
  });

  it('is stopped by each need alone, and by no other fact', () => {
    for (const name of stepNames) {
      const open = factsFor(name);
      expect([name, possible(stepOf(name).from[0]!, open).find((p) => p.step === name)!.missing]).toEqual([name, []]);
      for (const need of stepOf(name).needs) expect(needs[need].holds(open)).toBe(true);
    }
  });
});

/** Facts under which a step can be taken. */
const factsFor = (name: StepName): Facts =>
  someFacts({
    decision: stepOf(name).needs.some((n) => n === 'decidedToMove') ? 'move' : 'notMove',
    supplement:
      name === 'takeUpSupplement'
        ? 'requested'
        : (['startSupplement', 'resumeSupplement'] as StepName[]).includes(name)
          ? 'accepted'
          : name === 'declineSupplement'
            ? 'declined'
            : 'none',
    reinvestigation: name === 'startReinvestigation' ? 'decided' : name === 'confirmReinvestigationExplained' ? 'finished' : 'none',
  });

describe('a step', () => {
  it('refuses not to move while one parent wishes a detailed survey', () => {
    const refusal = refusalOf(() => takeStep('INTENTION_RECORDED', 'decideNotToMove', someFacts({ wishes: ['NO_WISH', 'WISH'] }), founder));
    expect(refusal.code).toBe('facts-missing');
    expect(refusal.facts.missing).toEqual(['noRelativeWishesDetailed']);
  });

  it.each(['schoolFactor', 'staffConduct'] as const)(
    'refuses not to move with %s suspected, even where the head set the wish aside',
    (factor) => {
      const refusal = refusalOf(() =>
        takeStep('INTENTION_RECORDED', 'decideNotToMove', someFacts({ [factor]: true, wishOverridden: true }), founder),
      );
      expect(refusal.facts.missing).toEqual(['noSchoolFactorSuspected']);
    },
  );

  it('refuses another role, also where all is there', () => {
    for (const name of stepNames)
      for (const role of ['prefecture', 'reader', 'administrator', 'system'] as const)
        expect(refusalOf(() => takeStep(stepOf(name).from[0]!, name, factsFor(name), { role })).code).toBe('not-allowed');
  });

  it('refuses from a state it does not start from', () => {
    for (const name of stepNames)
      for (const state of stateNames.filter((s) => !stepOf(name).from.includes(s)))
        expect(refusalOf(() => takeStep(state, name, factsFor(name), { role: stepOf(name).by[0]! })).code).toBe('step-not-open');
  });

  it('leads where the table says', () => {
    for (const name of stepNames)
      for (const from of stepOf(name).from)
        expect(takeStep(from, name, factsFor(name), { role: stepOf(name).by[0]! })).toBe(steps[name].to);
  });

  it('does not ask for the intention form under the edition of 2014, and asks for all else alike', () => {
    const bare: Partial<Facts> = { intentionFormIssued: false, readThrough: new Set() };
    expect(possible('FAMILY_EXPLAINED', someFacts({ ...bare, edition: '2014' })).find((p) => p.step === 'awaitIntention')!.missing).toEqual(
      [],
    );
    expect(possible('FAMILY_EXPLAINED', someFacts({ ...bare, edition: '2025' })).find((p) => p.step === 'awaitIntention')!.missing).toEqual(
      ['intentionFormReadThrough', 'intentionFormIssued'],
    );
    for (const name of stepNames.filter((n) => n !== 'awaitIntention'))
      for (const facts of [factsFor(name), { ...factsFor(name), awareness: false, wishes: [null], explained: new Set<never>() }])
        expect(possible(stepOf(name).from[0]!, { ...facts, edition: '2014' })).toEqual(
          possible(stepOf(name).from[0]!, { ...facts, edition: '2025' }),
        );
  });

  it('asks for a third party, or a reason, where the conduct of staff is suspected (G7)', () => {
    const missing = (facts: Partial<Facts>) => possible('DETAILED_SETUP', someFacts({ staffConduct: true, ...facts }))[0]!.missing;
    expect(missing({ organisation: 'THIRD_PARTY_ONLY' })).toEqual([]);
    expect(missing({ organisation: 'FOUNDER_COMMITTEE', organisationReason: true })).toEqual([]);
    expect(missing({ organisation: 'FOUNDER_COMMITTEE', organisationReason: false })).toEqual(['organisationIndependent']);
  });
});

const expectedMoves = [
  'BASIC_REPORTED → DETAILED_DECIDED',
  'BASIC_REPORTED → FAMILY_EXPLAINED',
  'BASIC_RUNNING → BASIC_REPORTED',
  'BASIC_RUNNING → DETAILED_DECIDED',
  'CLOSED → REOPENED',
  'DETAILED_DECIDED → DETAILED_SETUP',
  'DETAILED_RUNNING → DRAFT_TO_FAMILY',
  'DETAILED_SETUP → DETAILED_RUNNING',
  'DRAFT_TO_FAMILY → DETAILED_RUNNING',
  'DRAFT_TO_FAMILY → REPORTED',
  'FAMILY_EXPLAINED → DETAILED_DECIDED',
  'FAMILY_EXPLAINED → INTENTION_PENDING',
  'FOLLOWUP → CLOSED',
  'FOLLOWUP → DETAILED_DECIDED',
  'INTAKE → BASIC_RUNNING',
  'INTENTION_PENDING → DETAILED_DECIDED',
  'INTENTION_PENDING → INTENTION_RECORDED',
  'INTENTION_RECORDED → DETAILED_DECIDED',
  'INTENTION_RECORDED → NOT_MOVED',
  'NOT_MOVED → DETAILED_DECIDED',
  'NOT_MOVED → FOLLOWUP',
  'PUBLICATION → FOLLOWUP',
  'REINVESTIGATION → RESULT_EXPLAINED',
  'REOPENED → BASIC_RUNNING',
  'REOPENED → DETAILED_DECIDED',
  'REOPENED → DETAILED_RUNNING',
  'REOPENED → SUPPL_RUNNING',
  'REPORTED → RESULT_EXPLAINED',
  'RESULT_EXPLAINED → PUBLICATION',
  'RESULT_EXPLAINED → SUPPL_REQUESTED',
  'SUPPL_DECLINED → PUBLICATION',
  'SUPPL_DECLINED → REINVESTIGATION',
  'SUPPL_REQUESTED → SUPPL_DECLINED',
  'SUPPL_REQUESTED → SUPPL_RUNNING',
  'SUPPL_RUNNING → DRAFT_TO_FAMILY',
].sort();
