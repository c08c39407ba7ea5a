import { type ActDone, type ActName, type History, type State, type StepName, Words, acts } from '#lib/cases';
import { daysBetween } from '#lib/calendar';
import type { PlainDate } from '#lib/kernel';
import type { OwnCase } from './own-case.js';

/** Acts by which an office tells this relative something. */
const heardBy = (Object.keys(acts) as ActName[]).filter((name) => 'explains' in acts[name]);
const told: readonly ActName[] = [
  ...heardBy,
  'issueIntentionForm',
  'answerQuestion',
  'answerOpinion',
  'answerObjection',
  'sendProgressNote',
];

/** The day the relative last heard from school, founder or committee, and how many days ago that was; null where it never was. */
export function lastHeard({
  history,
  today,
}: Pick<OwnCase, 'history' | 'today'>): { readonly on: PlainDate; readonly days: number } | null {
  const on = history
    .acts(...told)
    .map((act) => act.occurredOn)
    .sort()
    .at(-1);
  return on === undefined ? null : { on, days: Math.max(0, daysBetween(on, today)) };
}

/** Whether contact is recorded as not wanted or not possible, and since when. */
export const withoutContactSince = ({ history, me }: Pick<OwnCase, 'history' | 'me'>): PlainDate | null =>
  Words.in(history).quiet(me.id)?.occurredOn ?? null;

/** Whether this relative has said what the present state waits for; `false` also where it waits for nothing. */
export function hasAnswered({ head, history }: Pick<OwnCase, 'head' | 'history'>): boolean {
  const counted = (step: StepName, act: ActName) => history.since(step).acts(act).some(Words.in(history).counts);
  if (head.state === 'INTENTION_PENDING') return counted('awaitIntention', 'recordIntention');
  return head.state === 'DRAFT_TO_FAMILY' && counted('showDraft', 'giveOpinion');
}

const stepTaken = (history: History, name: string): boolean =>
  history.entries.some((entry) => entry.kind === 'step' && entry.name === name);

export const reportSubmitted = (history: History): boolean => stepTaken(history, 'submitReport');
/** She was told at least one name: in her own history a member appears once she was. */
export const namesTold = (history: History): boolean => history.has('appointMember');

const forSupplement: readonly State[] = acts.requestSupplement.in;
export const mayAskForSupplement = (state: State): boolean => forSupplement.includes(state);

/** How many final reports may be read: those handed in before their result was explained to all. The read-through by a second person is part of that step. (G10) */
export const reportsExplained = (history: History): number =>
  history
    .until('confirmResultExplained', 'confirmReinvestigationExplained')
    .entries.filter((entry) => entry.kind === 'step' && entry.name === 'submitReport').length;

/** Acts of one name with the answer each was given, newest first. */
export const withAnswers = (
  history: History,
  asked: ActName,
  answered: ActName,
): readonly { readonly asked: ActDone; readonly answer: ActDone | undefined }[] => {
  const answers = new Map(history.acts(answered).map((one) => [one.data.to, one]));
  return [...history.acts(asked)].reverse().map((one) => ({ asked: one, answer: answers.get(one.id) }));
};
