import { Choice, Choices, Day, Email, Flag, LongText, Ref, Text } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';
import { partyKinds, ties } from '../domain/conflicts.js';
import { Dated } from './dated.form.js';
import { yesNo } from './family.forms.js';

export class AppointMember extends Dated {
  @Text() memberName!: string;
  @Choice(['committeeMember', 'secretariat'], { set: 'memberRole' }) memberRole!: string;
  @Flag({ hint: 'chair' }) chair!: boolean;
  @Text() profession!: string;
  @Text() nominatingBody!: string;
  @Choice(yesNo, { set: 'yesNo', hint: 'outside' }) outside!: string;
  @Email({ optional: true, hint: 'memberEmail' }) email?: string;
  /** Only where this person was recused in the case before. */
  @LongText({ optional: true, hint: 'despiteRecusal' }) despiteRecusal?: string;
}

/** The second person's word: who appoints and who is appointed are not one person under two names. */
export class ConfirmAppointment extends Dated {
  @Ref('appointMember') member!: string;
}

/** From now on everything of this case is closed to the member; what they did stays in the record. */
export class RecuseMember extends Dated {
  @Ref('appointMember') member!: string;
  @LongText({ hint: 'recusalReason' }) reason!: string;
}

export class EndAppointment extends Dated {
  @Ref('appointMember') member!: string;
  @Day({ hint: 'lastDay' }) lastDay!: PlainDate;
  @LongText({ hint: 'recusalReason' }) reason!: string;
}

/** Whom a conflict of interest could be with: somebody of the case in their post, another school, a post. Never shown to the family. */
export class NameParty extends Dated {
  @Choice(partyKinds, { set: 'partyKind' }) partyKind!: string;
  @Text({ hint: 'partyName' }) partyName!: string;
  @Text({ optional: true, hint: 'partyPost' }) partyPost?: string;
}

/** F8: what binds the member to people, schools or posts of this case, kind by kind, and whether that stands in the way. */
export class DeclareInterests extends Dated {
  @Ref('appointMember') member!: string;
  @Choices(ties, { hint: 'ties' }) ties!: string[];
  @LongText({ hint: 'interests' }) interests!: string;
  @Choice(yesNo, { set: 'yesNo', hint: 'cleared' }) cleared!: string;
}
