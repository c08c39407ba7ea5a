import { fieldsOf } from '#lib/forms';
import type { ActName } from '../domain/acts.js';
import { actForms } from './forms.js';

/** Fields of an act that hold a day or a month, besides the day it happened. */
export const datesOf = (name: ActName): readonly string[] =>
  fieldsOf(actForms[name]).flatMap(({ name: field, kind }) =>
    (kind === 'day' || kind === 'month') && field !== 'occurredOn' ? [field] : [],
  );
