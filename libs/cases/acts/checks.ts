import type { FieldError } from '#lib/forms';
import type { ActName } from '../domain/acts.js';

type Data = Readonly<Record<string, unknown>>;
type Check = (data: Data) => FieldError | null;

const when =
  (field: string, code: string, wrong: (data: Data) => boolean): Check =>
  (data) =>
    wrong(data) ? { field, code } : null;

/** What one field demands of another. Fields by themselves are checked by their form. */
const checks: Partial<Record<ActName, readonly Check[]>> = {
  recordStaffHearings: [
    when('staffHeard', 'more-than-all', (d) => Number(d.staffHeard) > Number(d.staffTotal)),
    when('notHeardReason', 'reason-needed', (d) => Number(d.staffHeard) < Number(d.staffTotal) && !d.notHeardReason),
  ],
  recordPupilHearings: [when('notHeardReason', 'reason-needed', (d) => Number(d.pupilsHeard) === 0 && !d.notHeardReason)],
  recordIntention: [when('scope', 'scope-needed', (d) => d.wish === 'PARTIAL' && !d.scope)],
  recordNoContact: [when('statement', 'statement-needed', (d) => d.noContactKind === 'declined' && !d.statement)],
  nameRepresentative: [
    when('email', 'contact-needed', (d) => !d.email && !d.representativePost),
    when('mandateLastDay', 'before-first-day', (d) => Boolean(d.mandateLastDay) && String(d.mandateLastDay) < String(d.occurredOn)),
  ],
  decideTransition: [when('reasonCode', 'reason-code-needed', (d) => d.decision === 'notMove' && !d.reasonCode)],
  appointMember: [when('chair', 'chair-is-a-member', (d) => d.chair === true && d.memberRole !== 'committeeMember')],
  nameParty: [when('partyPost', 'post-needed', (d) => d.partyKind === 'person' && !d.partyPost)],
  declareInterests: [when('ties', 'none-or-some', (d) => Array.isArray(d.ties) && d.ties.includes('none') && d.ties.length > 1)],
  answerStandardItem: [when('lookedAt', 'looked-at-needed', (d) => d.outcome === 'notEstablished' && !d.lookedAt)],
  giveOpinion: [
    when('opinion', 'opinion-or-none', (d) => !d.opinion && !d.noOpinion),
    when('noOpinion', 'opinion-or-none', (d) => Boolean(d.opinion) && Boolean(d.noOpinion)),
  ],
  recordJscClaim: [when('month', 'month-needed', (d) => d.benefit === 'medical' && !d.month)],
  recordJscReceipt: [when('month', 'month-needed', (d) => d.benefit === 'medical' && !d.month)],
};

export const crossChecks = (name: ActName, data: Data): readonly FieldError[] =>
  (checks[name] ?? []).map((check) => check(data)).filter((error) => error !== null);
