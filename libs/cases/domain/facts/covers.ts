import type { ActDone } from '../history.js';

const named = (act: ActDone): readonly unknown[] => (Array.isArray(act.data.relatives) ? act.data.relatives : [act.data.relative]);

/** Every one of these relatives is named in at least one of these acts. Nobody to cover is not enough. */
export const covers = (done: readonly ActDone[], relatives: readonly string[]): boolean =>
  relatives.length > 0 && relatives.every((id) => done.some((act) => named(act).includes(id)));
