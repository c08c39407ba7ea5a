import { actChoices } from './act-choices.js';
import { actFieldErrors, actFields, actHints } from './act-fields.js';
import * as general from './fields.js';
import { handoverFields, handoverHints } from './handover.js';
import { peopleChoices, peopleFieldErrors, peopleFields, peopleHints } from './people.js';
import { tokenChoices, tokenFieldErrors, tokenFields, tokenHints } from './tokens.js';

/** Words of all forms, one dictionary of each kind. */
export const fields = { ...general.fields, ...actFields, ...peopleFields, ...tokenFields, ...handoverFields } as const;
export const hints = { ...general.hints, ...actHints, ...peopleHints, ...tokenHints, ...handoverHints } as const;
export const choices = { ...general.choices, ...actChoices, ...peopleChoices, ...tokenChoices } as const;
export const fieldErrors = { ...general.fieldErrors, ...actFieldErrors, ...peopleFieldErrors, ...tokenFieldErrors } as const;

/** The part that belongs to the forms of a case: the test that texts are complete looks for words nothing shows. */
export const caseWords = { fields: actFields, hints: actHints, choices: actChoices } as const;
