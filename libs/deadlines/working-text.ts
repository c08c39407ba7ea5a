import { isPlainMonth } from '#lib/calendar';
import { isPlainDate } from '#lib/kernel';
import { bothCalendars, deadlines as texts, say, warekiMonth } from '#lib/texts';
import type { WorkingLine } from './domain/working.js';

export interface WorkingText {
  readonly text: string;
  readonly source: string;
}

/** The working as sentences, each with the source it rests on; days are written in both calendars. */
export const workingTexts = (lines: readonly WorkingLine[]): readonly WorkingText[] => lines.map(workingText);

export const workingText = (line: WorkingLine): WorkingText => ({
  text: say(template(line), wordsOf(line)),
  source: sourceText(line.source),
});

/** The name of a source as it is printed; `design` says that the number is ours. */
export const sourceText = (source: string): string => (texts.sources as Readonly<Record<string, string>>)[source] ?? source;

function template(line: WorkingLine): string {
  const same = (line.code === 'safe-is' || line.code === 'ext142-is') && line.facts.same;
  return same ? texts.working[`${line.code as 'safe-is' | 'ext142-is'}-same`] : texts.working[line.code];
}

function wordsOf(line: WorkingLine): Record<string, string | number> {
  if (line.code === 'not-confirmed')
    return { uncertain: (texts.uncertain as Readonly<Record<string, string>>)[line.facts.uncertain] ?? '' };
  if (line.code === 'closed-day') {
    const { on, because, holiday } = line.facts;
    const why = because === 'holiday' && holiday ? say(texts.closedHoliday, { holiday }) : texts.closedBecause[because];
    return { on: bothCalendars(on), because: why };
  }
  const words: Record<string, string | number> = {};
  for (const [name, fact] of Object.entries(line.facts)) words[name] = typeof fact === 'string' ? inBothCalendars(fact) : Number(fact);
  return words;
}

const inBothCalendars = (text: string): string =>
  isPlainDate(text) ? bothCalendars(text) : isPlainMonth(text) ? `${warekiMonth(text)}（${text}）` : text;
