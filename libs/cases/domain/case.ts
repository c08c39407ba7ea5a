import { type Actor, type PlainDate, Refused, countsAs } from '#lib/kernel';
import { type ActName, actOf, openIn } from './acts.js';
import type { Facts } from './facts.js';
import { type NeedName, needs } from './needs.js';
import { type State } from './states.js';
import { type StepName, stepNames, stepOf } from './steps.js';

/** What is missing for a step, in the order of the table; empty where it can be taken. */
export const missingFor = (name: StepName, facts: Facts): readonly NeedName[] =>
  stepOf(name).needs.filter((need) => !needs[need].holds(facts));

export interface Possible {
  readonly step: StepName;
  readonly to: State;
  readonly missing: readonly NeedName[];
}

/**
 * Lists the steps that lead on from a state, each with what is still missing.
 * @param state where the case stands
 * @param facts from `factsOf`
 * Source: the table in steps.ts (domain.md §3.1).
 */
export const possible = (state: State, facts: Facts): readonly Possible[] =>
  stepNames
    .filter((name) => stepOf(name).from.includes(state))
    .map((step) => ({ step, to: stepOf(step).to, missing: missingFor(step, facts) }));

/**
 * Decides whether this person may take this step now, and where it leads.
 * @param state where the case stands
 * @param name the step
 * @param facts from `factsOf`, of today in Asia/Tokyo
 * @param actor who takes it
 * @returns the state after the step
 * @throws Refused `not-allowed` for another role, `step-not-open` from another state, `facts-missing` with `missing: NeedName[]`
 * Source: domain.md §3.1, guards G1–G10; each step names its own.
 */
export function takeStep(state: State, name: StepName, facts: Facts, actor: Pick<Actor, 'role'>): State {
  const step = stepOf(name);
  if (!countsAs(actor.role, step.by)) throw new Refused('not-allowed', { step: name });
  if (!step.from.includes(state)) throw new Refused('step-not-open', { step: name, state });
  const missing = missingFor(name, facts);
  if (missing.length > 0) throw new Refused('facts-missing', { step: name, missing });
  return step.to;
}

/**
 * Decides whether this person may enter this act now.
 * @throws Refused `not-allowed` for another role, `act-not-open` in this state, `in-the-future` for a day after today
 * Source: [design]; paper comes first in real life, so acts may be entered late but not ahead.
 */
export function checkAct(state: State, name: ActName, occurredOn: PlainDate, today: PlainDate, actor: Pick<Actor, 'role'>): void {
  const act = actOf(name);
  if (!countsAs(actor.role, act.by)) throw new Refused('not-allowed', { act: name });
  if (!openIn(act, state)) throw new Refused('act-not-open', { act: name, state });
  if (occurredOn > today) throw new Refused('bad-input', { errors: [{ field: 'occurredOn', code: 'in-the-future' }] });
}
