import { type CaseView, type Phase, type TrackName, type Tracks, phases, states } from '#lib/cases';
import { type PlainDate, tokyoDate } from '#lib/kernel';
import { consoleWords, procedure } from '#lib/texts';
import type { Stop } from '#lib/web';

type TrackState = Tracks[TrackName];
type Seen = Pick<CaseView, 'head' | 'history' | 'tracks'>;

/** Phases that many cases never enter: shown only where this one did. */
const rare: readonly Phase[] = ['supplement'];

/** The phases of the procedure as the rail shows them: done with the day they were reached, here, ahead. */
export function stopsOf({ head, history }: Seen): readonly Stop[] {
  const here = states[head.state].phase;
  const reached = reachedOn(history);
  return phases
    .filter((phase) => !rare.includes(phase) || phase === here || reached.has(phase))
    .map((phase): Stop => {
      const label = procedure.phases[phase];
      if (phase === here) return { label, state: 'here', on: head.stateSince, note: procedure.states[head.state].name };
      if (phases.indexOf(phase) > phases.indexOf(here)) return { label, state: 'ahead' };
      const on = reached.get(phase);
      return on ? { label, state: 'done', on } : { label, state: 'ahead', note: consoleWords.case.skipped };
    });
}

/** The day each phase was last entered. The first begins with the first entry of the case. */
function reachedOn(history: CaseView['history']): ReadonlyMap<Phase, PlainDate> {
  const reached = new Map<Phase, PlainDate>();
  const [first] = history.entries;
  if (first) reached.set('intake', first.kind === 'act' ? tokyoDate(first.enteredAt) : first.takenOn);
  let before: Phase = 'intake';
  for (const entry of history.entries) {
    if (entry.kind !== 'step') continue;
    const { phase } = states[entry.to];
    if (phase !== before || !reached.has(phase)) reached.set(phase, entry.takenOn);
    before = phase;
  }
  return reached;
}

const ended: readonly TrackState[] = ['decided', 'declined', 'closed', 'reported', 'notSuspected', 'noContract', 'notRun'];
const looks = (state: TrackState): Stop['state'] => (state === 'none' ? 'ahead' : ended.includes(state) ? 'done' : 'here');

/** What runs beside the survey, each with its own state in words. */
export const tracksBeside = ({ tracks }: Seen): readonly Stop[] =>
  (Object.entries(tracks) as [TrackName, TrackState][]).map(([name, state]): Stop => ({
    label: procedure.tracks[name],
    state: looks(state),
    note: procedure.trackStates[state],
  }));
