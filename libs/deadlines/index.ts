export { DeadlinesModule } from './deadlines.module.js';
export { listenForDeadlines } from './deadlines.listener.js';
export {
  type Opening,
  cancelDeadlines,
  declineDeadlines,
  meetDeadlines,
  moveDeadline,
  openDeadline,
  openSubjects,
  reopenDeadlines,
} from './deadlines.service.js';
export { type DeadlineState, type DeadlineView, type LimitView, deadlinesOf, previewLimit } from './deadlines.queries.js';
export { type ReminderRecipient, recipientsOf } from './reminders.queries.js';
export { sweep } from './sweep.js';
export { calendarIn } from './calendar.queries.js';
export { type WorkingText, sourceText, workingText, workingTexts } from './working-text.js';
export { type Limit, type Start, limitOf } from './domain/limit.js';
export { type RuleId, isRuleId, ruleIds, rules } from './domain/rules.js';
export type { Kind, Mark, Recipient, Rule } from './domain/rule.js';
export { type HolidaysKnown } from './domain/open-day.js';
