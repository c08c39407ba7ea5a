import { Choice, Day, Moment, Text } from '#lib/forms';
import type { PlainDate } from '#lib/kernel';
import { awareSources } from './acts/first.forms.js';

/** What is known in the first hour; everything else comes as acts. */
export class ReportCase {
  @Day({ hint: 'dateOfDeath' }) dateOfDeath!: PlainDate;
  @Moment() awareAt!: Date;
  @Choice(awareSources) awareSource!: string;
  @Text() pupilName!: string;
  @Text({ optional: true, max: 40 }) grade?: string;
  /** Organisation id of the school; a school reports for itself and leaves it out. */
  @Text({ optional: true, max: 36, hint: 'schoolId' }) schoolId?: string;
}
