import type { ActDone, History } from '../history.js';

const named = (act: ActDone): readonly unknown[] => (Array.isArray(act.data.relatives) ? act.data.relatives : [act.data.relative]);

/** This act names this relative, alone or with others. */
export const names = (act: ActDone, relative: string): boolean => named(act).includes(relative);

/** Every one of these relatives is named in at least one of these acts. Nobody to cover is not enough. */
export const covers = (done: readonly ActDone[], relatives: readonly string[]): boolean =>
  relatives.length > 0 && relatives.every((id) => done.some((act) => names(act, id)));

/** Those of these acts that came, for a relative they name, after she was told by one of the tellers. */
export const onceTold = (history: History, acts: readonly ActDone[], tellers: readonly ActDone[], relative: string): readonly ActDone[] =>
  acts.filter((act) => names(act, relative) && tellers.some((told) => names(told, relative) && history.isBefore(told, act)));
