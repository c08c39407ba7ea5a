import { type Kind, fieldsOf } from '#lib/forms';
import { type ActSaid, type Box, isSealedText, sealOfAct } from '#lib/vault';
import { actForms } from './acts/forms.js';
import { type ActName, actNames } from './domain/acts.js';

type Data = Readonly<Record<string, unknown>>;

/**
 * How fields of an act are sealed: as the text they are, or as code. Whatever a person writes freely or chooses is; ids, days and numbers are
 * what views, letters and deadlines are found by.
 */
const sealedAs: Readonly<Record<Kind, 'text' | 'code' | null>> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  choice: 'code',
  choices: 'code',
  yes: 'code',
  flag: 'code',
  day: null,
  moment: null,
  month: null,
  count: null,
  relative: null,
  relatives: null,
  ref: null,
};
const kindsOf = new Map(
  actNames.map((name) => [name, new Map(fieldsOf(actForms[name]).map(({ name: field, kind }) => [field, kind] as const))]),
);
const placeOf = (id: string, field: string): string => `act.data.${field}:${id}`;

/** The data of an act as the table keeps it, with the seal over the whole of the act. */
export function sealAct(box: Box, act: ActSaid & { readonly name: ActName }, data: Data): Data {
  const kindOf = kindsOf.get(act.name)!;
  const sealed = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => {
      const as = sealedAs[kindOf.get(field) ?? 'ref'];
      return [
        field,
        as === null || value === null ? value : box.seal(placeOf(act.id, field), as === 'text' ? String(value) : JSON.stringify(value)),
      ] as const;
    });
  const kept = Object.fromEntries(sealed);
  return { ...kept, proof: sealOfAct(box, act, kept) };
}

/** The data of an act as it was entered. A field is opened when it is looked at: most pages look at few of them. */
export function openAct(box: Box, id: string, name: ActName, { proof: _proof, ...data }: Data): Data {
  const kindOf = kindsOf.get(name)!;
  const opened = Object.entries(data)
    .filter((entry): entry is [string, string] => isSealedText(entry[1]))
    .map(([field, sealed]) => {
      let found: { value: unknown } | undefined;
      const open = (): unknown => {
        const text = box.open(placeOf(id, field), sealed);
        return sealedAs[kindOf.get(field) ?? 'choice'] === 'text' ? text : (JSON.parse(text) as unknown);
      };
      return [field, { get: () => (found ??= { value: open() }).value, enumerable: true, configurable: true }] as const;
    });
  return Object.defineProperties({ ...data }, Object.fromEntries(opened)) as Data;
}
