import { LongText, Ref, Text } from '#lib/forms';
import { Dated } from './dated.form.js';

export class Noted extends Dated {
  @LongText() note!: string;
}

export class RecordMedia extends Dated {
  @Text() askedBy!: string;
  @LongText() answer!: string;
}

export class DecideDisclosureRequest extends Dated {
  @Ref('recordDisclosureRequest') to!: string;
  @LongText() decisionText!: string;
}

export class ReportRecommendation extends Dated {
  @Text() recommendation!: string;
  @Text() owner!: string;
  @LongText() progress!: string;
}

export class WrittenReason extends Dated {
  @LongText() reason!: string;
}
