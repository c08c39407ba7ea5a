import { Choice, Count, Flag, LongText, Text } from '#lib/forms';
import { Dated } from './dated.form.js';

export class RecordStaffHearings extends Dated {
  @Count({ min: 1, max: 2000 }) staffTotal!: number;
  @Count({ max: 2000 }) staffHeard!: number;
  @LongText({ optional: true, hint: 'notHeardReason' }) notHeardReason?: string;
}

export class RecordRecordsCheck extends Dated {
  @LongText({ hint: 'recordsChecked' }) recordsChecked!: string;
  @LongText({ optional: true, hint: 'recordsMissing' }) recordsMissing?: string;
}

export class RecordPupilHearings extends Dated {
  @Count({ max: 2000 }) pupilsHeard!: number;
  @LongText({ optional: true, hint: 'notHeardReason' }) notHeardReason?: string;
  @LongText({ optional: true }) care?: string;
}

export const earlyKinds = ['questionnaire', 'hearing', 'both', 'notRun'] as const;
export class RecordEarlySurvey extends Dated {
  @Choice(earlyKinds) earlyKind!: string;
  @LongText() note!: string;
}

/** F2 in its first form; the official wording is not known yet. */
export class HandInBasicForm extends Dated {
  @LongText() health!: string;
  @LongText() home!: string;
  @LongText() schoolLife!: string;
  @LongText({ hint: 'lastDays' }) lastDays!: string;
  @LongText() chronology!: string;
  @LongText({ hint: 'notKnown' }) notKnown!: string;
  @Text() author!: string;
  @Text() principal!: string;
  @Flag({ hint: 'noCause' }) noCause!: boolean;
}
