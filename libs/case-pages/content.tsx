import { type ActDone, actForms } from '#lib/cases';
import { type Field, fieldsOf } from '#lib/forms';
import { isPlainDate } from '#lib/kernel';
import { casePages, choices, warekiMonth } from '#lib/texts';
import { Day, type Entry, Moment, choiceOf, labelOf } from '#lib/web';

/** Who and what the ids in an act stand for. */
export interface Names {
  readonly relative: (id: string) => string;
  readonly act: (id: string) => string;
}

/** What was entered with an act, field by field, in the words of its form. Fields left empty are left out. */
export function contentOf(act: Pick<ActDone, 'name' | 'data'>, names: Names, without: readonly string[] = []): Entry[] {
  return fieldsOf(actForms[act.name])
    .filter(({ name }) => name !== 'occurredOn' && !without.includes(name))
    .flatMap((field) => {
      const value = act.data[field.name];
      return value === undefined || value === null || value === '' ? [] : [{ term: labelOf(field), value: valueOf(field, value, names) }];
    });
}

function valueOf(field: Field, value: unknown, names: Names) {
  const all = Array.isArray(value) ? value.map(String) : [String(value)];
  const [text = ''] = all;
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return all.map((one) => choiceOf(field, one)).join(casePages.between);
    case 'yes':
    case 'flag':
      return value === true ? choices.yesNo.yes : choices.yesNo.no;
    case 'day':
      return isPlainDate(text) ? <Day on={text} /> : text;
    case 'moment':
      return <Moment at={new Date(text)} />;
    case 'month':
      return warekiMonth(text);
    case 'relative':
    case 'relatives':
      return all.map(names.relative).join(casePages.between);
    case 'ref':
      return names.act(text);
    default:
      return text;
  }
}
