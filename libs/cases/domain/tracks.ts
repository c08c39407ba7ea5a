import { allDeclined } from './facts/jsc.js';
import type { History } from './history.js';
import { Words } from './own-word.js';

/** What runs beside the survey. Each has its own state; what nobody has asked yet reads `none`. */
export type Tracks = Readonly<Record<TrackName, TrackState>>;
export const trackStates = {
  T_BULLYING: ['none', 'notSuspected', 'unknown', 'suspected', 'reported'],
  T_JSC: ['none', 'explained', 'claimed', 'forwarded', 'received', 'decided', 'declined', 'noContract'],
  T_STAFF_CONDUCT: ['none', 'notSuspected', 'unknown', 'suspected'],
  T_EARLY_SURVEY: ['none', 'wished', 'running', 'notRun'],
  T_CARE: ['none', 'noted'],
  T_RECORDS: ['none', 'held', 'lawsuitHold'],
  T_DISCLOSURE: ['none', 'open', 'closed'],
  T_MEDIA: ['none', 'noted'],
  T_CDR: ['none', 'consented', 'partly', 'refused'],
} as const;
export type TrackName = keyof typeof trackStates;
export type TrackState = (typeof trackStates)[TrackName][number];
export const trackNames = Object.keys(trackStates) as TrackName[];

const suspicion = { yes: 'suspected', no: 'notSuspected', unknown: 'unknown' } as const;

/**
 * Computes the parallel tracks of a case from what was done in it.
 * @param history acts and steps, oldest first
 * @param named ids of the relatives of the case
 * Source: domain.md §3.1 (parallel tracks); their states are [design].
 */
export function tracksOf(history: History, named: readonly string[]): Tracks {
  const relatives = Words.in(history).counted(named);
  const asked = history.last('recordSuspicions')?.data;
  const of = (key: string) => suspicion[asked?.[key] as keyof typeof suspicion] ?? 'none';
  return {
    T_BULLYING: of('bullying') === 'suspected' && history.has('reportSeriousCase') ? 'reported' : of('bullying'),
    T_JSC: jsc(history, relatives),
    T_STAFF_CONDUCT: of('staffConduct'),
    T_EARLY_SURVEY: earlySurvey(history, relatives),
    T_CARE: history.has('recordCare') ? 'noted' : 'none',
    T_RECORDS: held(history),
    T_DISCLOSURE: disclosure(history),
    T_MEDIA: history.has('recordMedia') ? 'noted' : 'none',
    T_CDR: consent(history, relatives, 'consentCdr'),
  };
}

function jsc(history: History, relatives: readonly string[]): TrackState {
  if (history.last('recordJscContract')?.data.contract === 'no') return 'noContract';
  if (history.acts('recordJscDecision').some((a) => a.data.benefit === 'death')) return 'decided';
  if (allDeclined(history, relatives)) return 'declined';
  if (history.has('recordJscReceipt')) return 'received';
  if (history.has('forwardJscClaim')) return 'forwarded';
  if (history.has('recordJscClaim')) return 'claimed';
  return history.has('explainJsc') ? 'explained' : 'none';
}

function earlySurvey(history: History, relatives: readonly string[]): TrackState {
  const kind = history.last('recordEarlySurvey')?.data.earlyKind;
  if (kind !== undefined) return kind === 'notRun' ? 'notRun' : 'running';
  return relatives.some((id) => Words.in(history).said('recordIntention', id)?.data.earlySurveyWish === 'yes') ? 'wished' : 'none';
}

function held(history: History): TrackState {
  if (history.acts('recordLawsuitHold', 'releaseLawsuitHold').at(-1)?.name === 'recordLawsuitHold') return 'lawsuitHold';
  return history.has('issueRecordsHold') ? 'held' : 'none';
}

function disclosure(history: History): TrackState {
  if (!history.has('recordDisclosureRequest')) return 'none';
  return history.unanswered('recordDisclosureRequest', 'decideDisclosureRequest').length > 0 ? 'open' : 'closed';
}

/** Whether the relatives agree that results go to a recipient; each answers alone and may change it. A yes that is only an office's note is none. */
export function consent(
  history: History,
  relatives: readonly string[],
  recipient: 'consentMext' | 'consentCfa' | 'consentCdr',
): 'none' | 'consented' | 'partly' | 'refused' {
  const words = Words.in(history);
  const answers = words.counted(relatives).map((id) => {
    const said = words.said('recordIntention', id);
    const answer = said?.data[recipient];
    return answer === 'yes' && !said!.sure ? undefined : answer;
  });
  if (answers.length === 0 || answers.every((a) => a === undefined || a === 'later')) return 'none';
  if (answers.every((a) => a === 'yes')) return 'consented';
  return answers.some((a) => a === 'yes') ? 'partly' : 'refused';
}
