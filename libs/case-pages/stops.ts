import { type CaseView, type Phase, phases, states, steps } from '#lib/cases';
import { procedure } from '#lib/texts';
import type { Stop } from '#lib/web';

/** The rail of a case: the phases in the order of the guideline, those passed with the day they were first reached. */
export function stopsOf({ head, history }: Pick<CaseView, 'head' | 'history'>): Stop[] {
  const here = phases.indexOf(states[head.state].phase);
  const taken = history.entries.filter((entry) => entry.kind === 'step');
  const reached = (phase: Phase) => taken.find(({ name }) => states[steps[name].to].phase === phase)?.takenOn;
  return phases.map((phase, at) => {
    const on = reached(phase);
    const passed = at < here && (on !== undefined || at === 0);
    return { label: procedure.phases[phase], state: at === here ? 'here' : passed ? 'done' : 'ahead', on: at <= here ? on : undefined };
  });
}
