import { Choice, Day, Flag, LongText, Ref, RelativeRef, RelativeRefs, Text } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';
import { documents, wishes } from '../domain/facts.js';
import { statement } from '../domain/referable.js';
import { Dated, ways } from './dated.form.js';

export class RecordReadThrough extends Dated {
  @Choice(documents, { set: 'document' }) document!: string;
  @Text({ max: 60, hint: 'documentVersion' }) documentVersion!: string;
}

export class IssueIntentionForm extends Dated {
  @RelativeRefs() relatives!: string[];
  @Text({ max: 60, hint: 'documentVersion' }) documentVersion!: string;
}

export const statedBy = ['ownForm', 'paper', 'oral', 'representative'] as const;
export const yesNo = ['yes', 'no'] as const;
export const yesNoLater = ['yes', 'no', 'later'] as const;

/** F6: the wish of one relative. A new one replaces the former, at any time. */
export class RecordIntention extends Dated {
  @RelativeRef() relative!: string;
  @Choice(wishes, { set: 'wish' }) wish!: string;
  @LongText({ optional: true, hint: 'scope' }) scope?: string;
  @LongText({ optional: true, hint: 'organisationWish' }) organisationWish?: string;
  @Choice(yesNoLater, { set: 'yesNoLater', hint: 'earlySurveyWish', optional: true }) earlySurveyWish?: string;
  @Choice(yesNoLater, { set: 'yesNoLater', optional: true }) consentMext?: string;
  @Choice(yesNoLater, { set: 'yesNoLater', optional: true }) consentCfa?: string;
  @Choice(yesNoLater, { set: 'yesNoLater', optional: true }) consentCdr?: string;
  @LongText({ optional: true, hint: 'contactWish' }) contactWish?: string;
  @Choice(statedBy) statedBy!: string;
}

/** She was named in error: another person was meant, she was named twice, or there is nobody of that name. */
export class WithdrawRelative extends Dated {
  @RelativeRef() relative!: string;
  @LongText({ hint: 'withdrawReason' }) reason!: string;
}

/** She says herself that what was entered for her is so. */
export class ConfirmStatement extends Dated {
  @Ref(statement, { label: 'entered' }) to!: string;
}

/** She says that it is not so. */
export class ContestStatement extends Dated {
  @Ref(statement, { label: 'entered' }) to!: string;
}

/** A second person had her paper in hand: which form it is, of which day, and where it lies. */
export class AttestStatement extends Dated {
  @Ref(statement, { label: 'entered', hint: 'attested' }) to!: string;
  @Text({ max: 60, hint: 'paperForm' }) paperForm!: string;
  @Day({ hint: 'paperOn' }) paperOn!: PlainDate;
  @Text({ hint: 'paperPlace' }) paperPlace!: string;
}

export class TryContact extends Dated {
  @RelativeRef() relative!: string;
  @Choice(ways, { set: 'way' }) way!: string;
  @LongText({ optional: true }) note?: string;
}

export const noContactKinds = ['unreachable', 'declined'] as const;
export class RecordNoContact extends Dated {
  @RelativeRef() relative!: string;
  @Choice(noContactKinds, { hint: 'noContactKind' }) noContactKind!: string;
  @LongText({ optional: true, hint: 'statement' }) statement?: string;
}

export class RestoreContact extends Dated {
  @RelativeRef() relative!: string;
  @LongText({ optional: true }) note?: string;
}

export class AskQuestion extends Dated {
  @RelativeRef() relative!: string;
  @LongText() question!: string;
}

export class AnswerQuestion extends Dated {
  @Ref('askQuestion') to!: string;
  @LongText() answer!: string;
}

export class DeclineJsc extends Dated {
  @RelativeRef() relative!: string;
  @LongText({ hint: 'writtenStatement' }) statement!: string;
}

export class RecordPublicationWish extends Dated {
  @RelativeRef() relative!: string;
  @Choice(['full', 'summary', 'none', 'undecided'], { set: 'publicationWish' }) publicationWish!: string;
  @LongText({ optional: true }) note?: string;
}

export class GiveOpinion extends Dated {
  @RelativeRef() relative!: string;
  @LongText({ optional: true, hint: 'opinion' }) opinion?: string;
  @Flag() noOpinion!: boolean;
}

export class AnswerOpinion extends Dated {
  @Ref('giveOpinion') to!: string;
  @LongText() answer!: string;
}

export class RecordObjection extends Dated {
  @RelativeRef() relative!: string;
  @LongText() objection!: string;
}

export class AnswerObjection extends Dated {
  @Ref('recordObjection') to!: string;
  @LongText() answer!: string;
}

export class RequestSupplement extends Dated {
  @Text({ hint: 'insufficient' }) insufficient!: string;
  @LongText({ optional: true, hint: 'evidence' }) evidence?: string;
}
