import type { ActDone, History } from '#lib/cases';

/** Opinions with words that the committee has not answered; "no opinion" needs no answer. */
export const unanswered = (history: History): readonly ActDone[] =>
  history.unanswered('giveOpinion', 'answerOpinion').filter(({ data }) => Boolean(data.opinion));
