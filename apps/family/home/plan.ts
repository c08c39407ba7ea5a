import { states } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import type { PlainDate } from '#lib/kernel';
import { familyWords, say, wareki } from '#lib/texts';
import type { OwnCase } from '../own/own-case.js';

const words = familyWords.plan;
/** Deadlines of offices by which a family gets something. Those of JSC have their own place on the page. */
const told = ['D-FAM-7', 'D-BASIC-REPORT', 'D-DECIDE', 'D-REASON', 'D-SETUP', 'D-PROGRESS', 'D-EXTEND'] as const;
type Told = (typeof told)[number];
const isTold = (rule: string): rule is Told => (told as readonly string[]).includes(rule);
const surveying = ['DETAILED_RUNNING', 'SUPPL_RUNNING'];

interface Planned {
  readonly what: Told | 'nextNote';
  readonly on: PlainDate;
}

/** The nearest thing a family was promised, in words; late ones are said as they are. What waits for the family has no date. */
export function planInWords(
  { head, history, today }: Pick<OwnCase, 'head' | 'history' | 'today'>,
  deadlines: readonly Pick<DeadlineView, 'rule' | 'state' | 'strict'>[],
): readonly string[] {
  const { state } = head;
  if (states[state].ball === 'family') return [words.noDeadline];
  if (state === 'CLOSED') return [words.closed];
  const note = surveying.includes(state) ? history.last('sendProgressNote')?.data.nextNoteOn : undefined;
  const planned: Planned[] = [
    ...(note === undefined ? [] : [{ what: 'nextNote' as const, on: note as PlainDate }]),
    ...deadlines
      .filter((one) => one.state === 'open' || one.state === 'late')
      .flatMap(({ rule, strict }) => (isTold(rule) && !(rule === 'D-PROGRESS' && note !== undefined) ? [{ what: rule, on: strict }] : [])),
  ];
  const [nearest] = planned.sort((a, b) => (a.on < b.on ? -1 : 1));
  if (!nearest) return [words.none];
  const late = nearest.on < today;
  const line = say(words[nearest.what][late ? 'late' : 'open'], { on: wareki(nearest.on) });
  return late ? [line, words.askContact] : [line];
}
