import { BreakGlassRow } from '#lib/break-glass';
import { ActRow, CaseStateRow, FinalReportRow, ReleasedDraftRow, SurveyCaseRow } from '#lib/cases';
import { AppointmentRow } from '#lib/committees';
import type { RowClass } from '#lib/database';
import { DraftRow, StandardItemRow } from '#lib/deliberations';
import { MandateRow, RelativeRow } from '#lib/families';

/** Rows that are written as objects; the database accounts decide which of them an app can touch. */
export const rows: readonly RowClass[] = [
  SurveyCaseRow,
  ActRow,
  CaseStateRow,
  ReleasedDraftRow,
  FinalReportRow,
  RelativeRow,
  MandateRow,
  AppointmentRow,
  BreakGlassRow,
  StandardItemRow,
  DraftRow,
];
