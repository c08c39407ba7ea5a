import { type FourApps } from '../support/four-apps.js';
import { type Attacker, attackerOf } from './attacker.js';

/** One thing an attacker does and what must come of it. `run` answers what was seen that must not be; nothing where the promise holds. */
export interface Trial {
  /** As in the security test this was written after: ADM-2, DBW-1. */
  readonly id: string;
  readonly promise: string;
  /** Takes seconds, and is seen in a spec of its own too: left out of `npm test`. */
  readonly slow?: true;
  run(attacker: Attacker): Promise<string | undefined>;
}

export interface Outcome {
  readonly trial: Trial;
  /** What was seen; undefined where it held. */
  readonly broken: string | undefined;
}

/** Tries one after another on one instance. A trial that cannot be carried out is broken: nothing was shown to hold. */
export async function attack(
  four: FourApps,
  trials: readonly Trial[],
  tell: (outcome: Outcome) => void = () => undefined,
): Promise<Outcome[]> {
  const attacker = await attackerOf(four);
  const outcomes: Outcome[] = [];
  try {
    for (const trial of trials) {
      const broken = await trial.run(attacker).catch((error: unknown) => `not carried out: ${String(error)}`);
      await four.sql('delete from sign_in_attempt');
      const outcome = { trial, broken };
      outcomes.push(outcome);
      tell(outcome);
    }
  } finally {
    await attacker.end();
  }
  return outcomes;
}
