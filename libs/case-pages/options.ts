import { type ActDone, type CaseView, referable } from '#lib/cases';
import { type FormClass, fieldsOf } from '#lib/forms';
import { acts, bothCalendars, casePages, choices, say } from '#lib/texts';
import type { Options } from '#lib/web';

export const relationOf = (relation: string): string => (choices.relation as Readonly<Record<string, string>>)[relation] ?? relation;

/** An earlier act as people recognise it: its day, and the name or the beginning of the words that were entered. */
export function lineOf(act: ActDone): string {
  const { memberName, question, opinion, objection, insufficient, note } = act.data;
  const words = [memberName, question, opinion, objection, insufficient, note].find((one): one is string => typeof one === 'string');
  const short = words && words.length > 60 ? say(casePages.shortened, { start: [...words].slice(0, 60).join('') }) : words;
  return say(casePages.earlierAct, { on: bothCalendars(act.occurredOn), what: short ?? acts[act.name].done });
}

/** The choices only the case knows: its relatives, and the earlier acts a form points at, newest first. */
export function optionsOf(view: Pick<CaseView, 'relatives' | 'history'>, form: FormClass): Options {
  const relatives = view.relatives.map(({ id, name, relation }) => ({
    value: id,
    label: say(casePages.person, { name, relation: relationOf(relation) }),
  }));
  const named = fieldsOf(form).flatMap(({ act }) => (act !== undefined ? [act] : []));
  return {
    relatives,
    ...Object.fromEntries(
      named.map((name) => [name, [...referable(view.history, name)].reverse().map((act) => ({ value: act.id, label: lineOf(act) }))]),
    ),
  };
}
