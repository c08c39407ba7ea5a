import { type Kind, fieldsOf } from '#lib/forms';
import type { Box } from '#lib/vault';
import { actForms } from './acts/forms.js';
import { type ActName, actNames } from './domain/acts.js';

type Data = Readonly<Record<string, unknown>>;

/** What is sealed of an act: whatever a person writes freely. Ids, codes, days and ticks are what views, letters and deadlines are found by. */
const isSealed: Readonly<Record<Kind, boolean>> = {
  text: true,
  longText: true,
  email: true,
  phone: true,
  day: false,
  moment: false,
  month: false,
  count: false,
  choice: false,
  choices: false,
  yes: false,
  flag: false,
  relative: false,
  relatives: false,
  ref: false,
};
const sealedFields = new Map(
  actNames.map((name) => [
    name,
    fieldsOf(actForms[name])
      .filter(({ kind }) => isSealed[kind])
      .map((field) => field.name),
  ]),
);
const placeOf = (id: string, field: string): string => `act.data.${field}:${id}`;

/** The data of an act as the table keeps it. */
export const sealAct = (box: Box, id: string, name: ActName, data: Data): Data =>
  withTexts(name, data, (field, text) => ({ value: box.seal(placeOf(id, field), text) }));

/** The data of an act as it was entered. A text is opened when it is looked at: most pages look at few of them. */
export const openAct = (box: Box, id: string, name: ActName, data: Data): Data =>
  withTexts(name, data, (field, sealed) => ({ get: () => box.open(placeOf(id, field), sealed) }));

function withTexts(name: ActName, data: Data, change: (field: string, text: string) => PropertyDescriptor): Data {
  const texts = sealedFields.get(name)!.filter((field) => typeof data[field] === 'string');
  const changes = texts.map((field) => [field, { ...change(field, data[field] as string), enumerable: true, configurable: true }] as const);
  return Object.defineProperties({ ...data }, Object.fromEntries(changes)) as Data;
}
