import { actChoices } from './act-choices.js';
import { actFieldErrors, actFields, actHints } from './act-fields.js';
import * as general from './fields.js';

/** Words of all forms, one dictionary of each kind. */
export const fields = { ...general.fields, ...actFields } as const;
export const hints = { ...general.hints, ...actHints } as const;
export const choices = { ...general.choices, ...actChoices } as const;
export const fieldErrors = { ...general.fieldErrors, ...actFieldErrors } as const;

/** The part that belongs to the forms of a case: the test that texts are complete looks for words nothing shows. */
export const caseWords = { fields: actFields, hints: actHints, choices: actChoices } as const;
