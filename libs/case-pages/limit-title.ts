import type { History } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import { isPlainDate } from '#lib/kernel';
import { deadlines, say, wareki, warekiMonth } from '#lib/texts';

/** What tells limits of one rule apart: a day, a month, the member who is to declare; other subjects are ids and say nothing to people. */
function subjectInWords(subject: string, history: History): unknown {
  if (isPlainDate(subject)) return wareki(subject);
  if (/^\d{4}-\d{2}$/.test(subject)) return warekiMonth(subject);
  return history.acts('appointMember').find(({ id }) => subject.startsWith(`${id}/`))?.data.memberName;
}

/** A limit as pages of a case call it; `history`: as far as the reader sees it. */
export function limitTitle({ name, subject }: Pick<DeadlineView, 'name' | 'subject'>, history: History): string {
  const about = subjectInWords(subject, history);
  return typeof about === 'string' ? say(deadlines.withSubject, { name, subject: about }) : name;
}
