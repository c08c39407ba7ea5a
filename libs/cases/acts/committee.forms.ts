import { Choice, Day, LongText, Month, Ref, Text } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';
import { organisations, standardItems } from '../domain/facts.js';
import { Dated } from './dated.form.js';
import { yesNo } from './family.forms.js';

export const reasonCodes = ['R1', 'R2', 'R3', 'R9'] as const;

/** F7: the founder's decision with its reason. */
export class DecideTransition extends Dated {
  @Choice(['move', 'notMove'], { set: 'decision' }) decision!: string;
  @Text() decider!: string;
  @Text({ optional: true, hint: 'adviser' }) adviser?: string;
  @Choice(reasonCodes, { optional: true, hint: 'reasonCode' }) reasonCode?: string;
  @LongText() reason!: string;
}

export class OverrideWish extends Dated {
  @LongText({ hint: 'overrideReason' }) reason!: string;
}

export class ChooseOrganisation extends Dated {
  @Choice(organisations) organisation!: string;
  @LongText({ optional: true, hint: 'organisationReason' }) reason?: string;
}

export class RecordTerms extends Dated {
  @LongText({ hint: 'terms' }) terms!: string;
  @Day({ optional: true, hint: 'plannedEnd' }) plannedEnd?: PlainDate;
}

/** F10: also "no news" is told. */
export class SendProgressNote extends Dated {
  @Text({ hint: 'period' }) period!: string;
  @LongText() done!: string;
  @LongText() next!: string;
  @LongText({ optional: true }) delay?: string;
  @Day() nextNoteOn!: PlainDate;
}

export class AnswerStandardItem extends Dated {
  @Choice(standardItems, { set: 'standardItem' }) item!: string;
  @Choice(['answered', 'notEstablished'], { set: 'itemOutcome' }) outcome!: string;
  @LongText({ max: 40_000 }) answer!: string;
  @LongText({ optional: true, hint: 'lookedAt' }) lookedAt?: string;
}

export class FreezeDraft extends Dated {
  @LongText({ max: 200_000 }) content!: string;
}

export class SignReport extends Dated {
  @Text() signedBy!: string;
}

export class DecideSupplement extends Dated {
  @Ref('requestSupplement') to!: string;
  @Choice(['accepted', 'declined'], { set: 'supplementDecision' }) decision!: string;
  @LongText() reason!: string;
}

export class RecordReinvestigation extends Dated {
  @Text({ hint: 'authority' }) authority!: string;
  @LongText() reason!: string;
}

export class RecordReinvestigationResult extends Dated {
  @LongText() summary!: string;
}

export class RecordPublicationDecision extends Dated {
  @Choice(['full', 'summary', 'none'], { set: 'publication' }) publication!: string;
  @LongText() reason!: string;
}

export class RecordPublication extends Dated {
  @Text({ hint: 'publishedWhere' }) publishedWhere!: string;
}

export const benefits = ['death', 'medical', 'disability'] as const;

export class RecordJscContract extends Dated {
  @Choice(yesNo, { set: 'yesNo', hint: 'contract' }) contract!: string;
}

export class RecordTreatmentMonth extends Dated {
  @Month() month!: string;
}

export class RecordCure extends Dated {
  @Day({ hint: 'curedOn' }) curedOn!: PlainDate;
}

export class RecordJscClaim extends Dated {
  @Choice(benefits, { set: 'benefit' }) benefit!: string;
  @Choice(['guardian', 'founder', 'adultPupil'], { set: 'claimant' }) claimant!: string;
  @Month({ optional: true, hint: 'benefitMonth' }) month?: string;
}

export class ForwardJscClaim extends Dated {
  @Ref('recordJscClaim') to!: string;
}

export class RecordJscReceipt extends Dated {
  @Ref('recordJscClaim') to!: string;
  @Choice(benefits, { set: 'benefit' }) benefit!: string;
  @Month({ optional: true, hint: 'benefitMonth' }) month?: string;
  @Text({ max: 60 }) receiptNo!: string;
}

export class RecordJscDecision extends Dated {
  @Choice(benefits, { set: 'benefit' }) benefit!: string;
  @Choice(['granted', 'partly', 'refused'], { set: 'jscDecision' }) jscDecision!: string;
  @Day({ optional: true, hint: 'objectionBy' }) objectionBy?: PlainDate;
}
