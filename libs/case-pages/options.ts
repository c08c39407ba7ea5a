import { type ActDone, type CaseView, referable, statement } from '#lib/cases';
import { type Filled, type FormClass, fieldsOf } from '#lib/forms';
import { acts, bothCalendars, casePages, choices, say } from '#lib/texts';
import type { Options } from '#lib/web';

export const relationOf = (relation: string): string => (choices.relation as Readonly<Record<string, string>>)[relation] ?? relation;

/** With a word that is a relative's: whose it is. */
export const ofWhom = (line: string, { data }: ActDone, relatives: CaseView['relatives']): string => {
  const whose = relatives.find(({ id }) => id === data['relative']);
  return whose ? say(casePages.ofWhom, { line, name: whose.name }) : line;
};

/** An earlier act as people recognise it: its day, and the name or the beginning of the words that were entered. */
export function lineOf(act: ActDone): string {
  const { memberName, question, opinion, objection, insufficient, note } = act.data;
  const words = [memberName, question, opinion, objection, insufficient, note].find((one): one is string => typeof one === 'string');
  const short = words && words.length > 60 ? say(casePages.shortened, { start: [...words].slice(0, 60).join('') }) : words;
  return say(casePages.earlierAct, { on: bothCalendars(act.occurredOn), what: short ?? acts[act.name].done });
}

const most = 200;
/** Of earlier acts, or relatives, what a form offers: so many, and what is chosen already. A link that names an older one chooses it. */
export function offered<One extends { readonly id: string }>(all: readonly One[], values: Filled): readonly One[] {
  const chosen = new Set(Object.values(values).flat());
  return all.filter(({ id }, at) => at < most || chosen.has(id));
}

/** The choices only the case knows: its relatives, and the earlier acts a form points at, newest first; `may`: which of them. */
export function optionsOf(
  view: Pick<CaseView, 'relatives' | 'history'>,
  form: FormClass,
  values: Filled = {},
  may: (act: ActDone) => boolean = () => true,
): Options {
  const relatives = offered(
    view.relatives.filter(({ withdrawn }) => !withdrawn),
    values,
  ).map(({ id, name, relation }) => ({
    value: id,
    label: say(casePages.person, { name, relation: relationOf(relation) }),
  }));
  const named = fieldsOf(form).flatMap(({ act }) => (act !== undefined ? [act] : []));
  return {
    relatives,
    ...Object.fromEntries(
      named.map((name) => [
        name,
        offered([...referable(view.history, name)].reverse().filter(may), values).map((act) => ({
          value: act.id,
          label: name === statement ? ofWhom(lineOf(act), act, view.relatives) : lineOf(act),
        })),
      ]),
    ),
  };
}
