/** Every sentence a person reads, keyed by code. */
export * as procedure from './ja/procedure.js';
export { type ActText, acts, groups } from './ja/acts.js';
export { web } from './ja/web.js';
export { refusals } from './ja/refusals.js';
export { mail } from './ja/mail.js';
export { caseWords, choices, fieldErrors, fields, hints } from './ja/form-words.js';
export { accounts } from './ja/accounts.js';
export { deadlines } from './ja/deadlines.js';
export { say } from './say.js';
export { bothCalendars, wareki, warekiMonth } from './days.js';
export { config } from './ja/config.js';
export { inbox, solo, soloNames } from './ja/solo.js';
export { soloEn } from './en/solo.js';
export { demoWords } from './ja/demo.js';
export { tour } from './ja/tour.js';
