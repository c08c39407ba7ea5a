/** Every sentence a person reads, keyed by code. */
export const ja = {} as const;
export { web } from './ja/web.js';
export { refusals } from './ja/refusals.js';
export { mail } from './ja/mail.js';
export { choices, fieldErrors, fields, hints } from './ja/fields.js';
export { accounts } from './ja/accounts.js';
export { deadlines } from './ja/deadlines.js';
export { say } from './say.js';
export { bothCalendars, wareki, warekiMonth } from './days.js';
export { config } from './ja/config.js';
export { inbox, solo, soloNames } from './ja/solo.js';
export { soloEn } from './en/solo.js';
