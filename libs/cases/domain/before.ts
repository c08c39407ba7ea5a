import type { PlainDate } from '#lib/kernel';
import type { ActName } from './acts.js';
import { checkAnswer } from './answers.js';
import { checkNoContact } from './contact.js';
import type { ActDone, History } from './history.js';
import { checkNotWithdrawn } from './mandate.js';
import { checkNamedInError } from './named-in-error.js';
import { checkAppointment, checkConfirming, checkSits } from './members.js';
import { checkShown } from './papers.js';

type Data = Readonly<Record<string, unknown>>;
type Check = (history: History, data: Data, today: PlainDate, done: ActDone) => void;

const memberSits: Check = (history, { member }, today) => checkSits(history, member, today);

/** What an act asks of those before it. What one field asks of another stands beside the forms (`acts/checks.ts`). */
const checks: Partial<Record<ActName, Check>> = {
  appointMember: checkAppointment,
  confirmAppointment: checkConfirming,
  recuseMember: memberSits,
  endAppointment: memberSits,
  declareInterests: memberSits,
  signReport: checkShown,
  recordNoContact: (history, { relative, noContactKind }) => checkNoContact(history, String(relative), String(noContactKind)),
  withdrawRelative: (history, { relative }) => checkNamedInError(history, String(relative)),
  confirmStatement: (history, _data, _today, done) => checkAnswer(history, done),
  contestStatement: (history, _data, _today, done) => checkAnswer(history, done),
  attestStatement: (history, _data, _today, done) => checkAnswer(history, done),
  withdrawRepresentative: (history, { mandate }) => checkNotWithdrawn(history, mandate),
};

/**
 * Decides whether an act fits to what was done in the case before.
 * @param history acts and steps so far
 * @param done the act as it is to be recorded
 * @param today calendar day in Asia/Tokyo
 * @throws Refused `bad-input` on the field that does not fit, `tries-missing`, `draft-not-shown`
 * Source: that of each check.
 */
export const checkAgainst = (history: History, done: ActDone, today: PlainDate): void =>
  checks[done.name]?.(history, done.data, today, done);
