export { type JournalQuery, journalFilter } from './journal.filter.js';
export { loadJournal } from './journal.load.js';
export { journalPage } from './journal.page.js';
export { type Again, type Attempt, attempt, onlyFields, typedInto, writeOf } from './attempt.js';
export { contentOf, type Names } from './content.js';
export { DeclaredAgainst, Gone, Members, standingInWords } from './members.js';
export { lineOf, optionsOf, relationOf } from './options.js';
export { parts } from './parts.js';
export { stopsOf } from './stops.js';
