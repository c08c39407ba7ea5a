export { FamiliesModule } from './families.module.js';
export { RelativeRow } from './relative.row.js';
export { remindersOf, setReminders } from './reminders.js';
