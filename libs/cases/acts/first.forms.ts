import { Choice, Choices, Email, Flag, LongText, Moment, Phone, Text } from '#lib/forms';
import { Dated } from './dated.form.js';

export const awareSources = ['family', 'police', 'hospital', 'otherSchool', 'media', 'other'] as const;
export const media = ['paper', 'terminals', 'mail', 'chat', 'camera', 'other'] as const;
export const relations = ['father', 'mother', 'guardian', 'grandparent', 'sibling', 'other'] as const;
export const terms = ['jishi', 'jisatsu'] as const;
export const suspicion = ['no', 'unknown', 'yes'] as const;

export class RecordAwareness extends Dated {
  @Moment() awareAt!: Date;
  @Choice(awareSources) awareSource!: string;
  @LongText({ optional: true }) note?: string;
}

/** F19, first form: who keeps what from now on. */
export class IssueRecordsHold extends Dated {
  @Text() custodian!: string;
  @LongText({ hint: 'holdScope' }) holdScope!: string;
  @Choices(media) media!: string[];
}

export class NameFamilyContact extends Dated {
  @Text() contactName!: string;
  @Phone() contactPhone!: string;
  @Text({ hint: 'contactHours' }) contactHours!: string;
}

export class NameRelative extends Dated {
  @Text() relativeName!: string;
  @Choice(relations) relation!: string;
  @Choice(terms, { set: 'term', hint: 'term' }) term!: string;
  @Flag({ hint: 'reminders' }) reminders!: boolean;
  @Email({ optional: true, hint: 'relativeEmail' }) email?: string;
}

/** Suspicions are asked again at each stage; the latest answer counts. */
export class RecordSuspicions extends Dated {
  @Choice(suspicion, { set: 'suspicion' }) bullying!: string;
  @Choice(suspicion, { set: 'suspicion' }) staffConduct!: string;
  @Choice(suspicion, { set: 'suspicion' }) studies!: string;
  @Choice(suspicion, { set: 'suspicion' }) friends!: string;
  @Choice(suspicion, { set: 'suspicion' }) otherSchool!: string;
  @Choice(suspicion, { set: 'suspicion' }) accident!: string;
  @LongText() ground!: string;
}

export class ReportSeriousCase extends Dated {
  @Text() reportedTo!: string;
  @LongText({ optional: true }) note?: string;
}
