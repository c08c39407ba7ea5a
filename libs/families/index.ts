export { FamiliesModule } from './families.module.js';
export {
  type IdentityCheck,
  type LetterMade,
  type Receiver,
  signsInElsewhere,
  identityWays,
  lettersTo,
  makeLetter,
} from './letters/letters.js';
export { MandateRow } from './mandate.row.js';
export { RelativeRow } from './relative.row.js';
export { remindersOf, setReminders } from './reminders.js';
