export { FamiliesModule } from './families.module.js';
export {
  type IdentityWay,
  type LetterMade,
  type Receiver,
  signsInElsewhere,
  identityWays,
  lettersTo,
  makeLetter,
} from './letters/letters.js';
export { type LetterRequest, askForLetter, confirmIdentity, lastRequest, requestForMe } from './letters/requests.js';
export { MandateRow } from './mandate.row.js';
export { RelativeRow } from './relative.row.js';
export { remindersOf, setReminders } from './reminders.js';
