import type { PlainDate } from '#lib/kernel';
import type { ClosedBecause, PlainMonth } from '#lib/calendar';

/** What each line of the working speaks about. Sentences are in the texts, keyed by the same codes. */
export interface WorkingFacts {
  readonly 'month-used': { readonly on: PlainDate; readonly month: PlainMonth };
  readonly 'first-next-day': { readonly on: PlainDate; readonly first: PlainDate };
  readonly 'first-same-day': { readonly first: PlainDate };
  readonly 'first-eleventh': { readonly month: PlainMonth; readonly tenth: PlainDate; readonly first: PlainDate };
  readonly 'same-day': { readonly strict: PlainDate };
  readonly 'days-later': { readonly on: PlainDate; readonly days: number; readonly strict: PlainDate };
  readonly 'days-longer': { readonly days: number; readonly strict: PlainDate };
  readonly 'same-day-next-month': { readonly on: PlainDate; readonly strict: PlainDate };
  readonly 'as-entered': { readonly strict: PlainDate };
  readonly 'tenth-of-next-month': { readonly month: PlainMonth; readonly strict: PlainDate };
  readonly 'years-long': { readonly length: number; readonly first: PlainDate };
  readonly 'months-long': { readonly length: number; readonly first: PlainDate };
  readonly 'no-corresponding-day': { readonly first: PlainDate; readonly month: PlainMonth; readonly strict: PlainDate };
  readonly 'from-the-beginning': { readonly first: PlainDate; readonly strict: PlainDate };
  readonly 'corresponding-day': { readonly corresponding: PlainDate };
  readonly 'day-before': { readonly corresponding: PlainDate; readonly strict: PlainDate };
  readonly 'ends-with-the-day': { readonly strict: PlainDate };
  readonly 'closed-day': { readonly on: PlainDate; readonly because: ClosedBecause; readonly holiday: string | null };
  readonly 'safe-is': { readonly safe: PlainDate; readonly same: boolean };
  readonly 'ext142-is': { readonly ext142: PlainDate; readonly same: boolean };
  readonly 'holidays-computed': { readonly year: number };
  readonly 'holidays-unknown': { readonly year: number };
  readonly 'never-slides': { readonly strict: PlainDate };
  readonly 'not-confirmed': { readonly uncertain: string };
}

export type WorkingCode = keyof WorkingFacts;
/** One line of the working: a code with what it speaks about, and the source that says so. */
export type WorkingLine = {
  readonly [C in WorkingCode]: { readonly code: C; readonly facts: WorkingFacts[C]; readonly source: string };
}[WorkingCode];
