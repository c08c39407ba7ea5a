import { type ActDone, type ActName, type CaseView, actForms, referable, standings, statement, unconfirmed } from '#lib/cases';
import { ofWhom, offered } from '#lib/case-pages';
import { type Field, type Filled, fieldsOf } from '#lib/forms';
import { acts, choices, consoleWords, say, wareki } from '#lib/texts';
import type { Option, Options } from '#lib/web';

const words = consoleWords.act;
type Known = Pick<CaseView, 'relatives' | 'history' | 'today'>;

/** Acts that answer others: what they refer to and is answered already is still offered, last and marked. */
const excerpt = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** Which words of an act tell it apart from others of its kind. */
const telling: Partial<Record<ActName, string>> = {
  appointMember: 'memberName',
  nameRepresentative: 'representativeName',
  askQuestion: 'question',
  recordObjection: 'objection',
  giveOpinion: 'opinion',
  requestSupplement: 'insufficient',
  recordDisclosureRequest: 'note',
};

export function actInWords({ name, occurredOn, data }: ActDone): string {
  const own = telling[name] ? data[telling[name]] : undefined;
  const benefit = name === 'recordJscClaim' ? (choices.benefit as Readonly<Record<string, string>>)[String(data['benefit'])] : undefined;
  return say(words.ref, { on: wareki(occurredOn), what: excerpt(typeof own === 'string' ? own : (benefit ?? acts[name].done)) });
}

/** Whoever was taken out of the case is chosen no more. */
const current = ({ relatives }: Pick<Known, 'relatives'>) => relatives.filter(({ withdrawn }) => !withdrawn);

export const relativeOptions = ({ relatives }: Pick<Known, 'relatives'>): readonly Option[] =>
  relatives.map(({ id, name, relation }) => ({
    value: id,
    label: say(consoleWords.family.one, { name, relation: (choices.relation as Readonly<Record<string, string>>)[relation] ?? relation }),
  }));

/** What only this case knows: its relatives, and the earlier acts a form may point at, those without an answer first. */
export function optionsFor(act: ActName, known: Known, values: Filled): Options {
  const refs = fieldsOf(actForms[act]).filter((field): field is Field & { act: string } => field.kind === 'ref' && field.act !== undefined);
  return {
    relatives: relativeOptions({ relatives: offered(current(known), values) }),
    ...Object.fromEntries(refs.map((field) => [field.act, refOptions(field, act, known, values)])),
  };
}

function refOptions(field: Field & { act: string }, answering: ActName, known: Known, values: Filled): readonly Option[] {
  if (field.act === 'appointMember') return memberOptions(answering, known, values);
  const { history } = known;
  const answered = new Set(history.acts(answering).map(({ data }) => data[field.name]));
  const all = [...referable(history, field.act)].reverse();
  const inOrder = [...all.filter(({ id }) => !answered.has(id)), ...all.filter(({ id }) => answered.has(id))];
  return offered(inOrder, values).map((one) => ({
    value: one.id,
    label: field.act === statement ? ofWhom(actInWords(one), one, known.relatives) : actInWords(one),
    ...(answered.has(one.id) ? { hint: words.answered } : {}),
  }));
}

/** Members who sit; for a declaration those first who have still to declare or to be assessed. */
function memberOptions(act: ActName, { history, today }: Known, values: Filled): readonly Option[] {
  const open = act === 'confirmAppointment' ? unconfirmed(history, today) : null;
  const all = [...standings(history, today)].reverse().filter(({ member }) => open === null || open.includes(member));
  const settled = ({ owes }: (typeof all)[number]) => act === 'declareInterests' && owes === 'nothing';
  const done = new Set(all.filter(settled).map(({ member }) => member));
  const inOrder = [...all.filter((one) => !settled(one)).map(({ member }) => member), ...done];
  return offered(inOrder, values).map((member) => ({
    value: member.id,
    label: actInWords(member),
    ...(done.has(member) ? { hint: words.declared } : {}),
  }));
}
