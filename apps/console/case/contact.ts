import { type ActName, type History, actNames, actOf } from '#lib/cases';
import type { PlainDate } from '#lib/kernel';

/** Acts by which the family hears something: every explanation, every answer, every progress note, papers handed over. */
const others: readonly ActName[] = ['issueIntentionForm', 'sendProgressNote', 'answerQuestion', 'answerObjection', 'answerOpinion'];
const tellings = actNames.filter((name) => actOf(name).explains !== undefined || others.includes(name));

/** The last day on which the family heard from school, founder or committee; null where it never did. */
export const lastHeardOn = (history: History): PlainDate | null =>
  history
    .acts(...tellings)
    .reduce<PlainDate | null>((latest, { occurredOn }) => (latest === null || occurredOn > latest ? occurredOn : latest), null);
