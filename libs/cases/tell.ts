import { accounts, acts as actTexts, groups as groupTexts, procedure, procedurePage as page, say } from '#lib/texts';
import type { Role } from '#lib/kernel';
import { type Act, actNames, actOf, groups } from './domain/acts.js';
import { needNames, needs } from './domain/needs.js';
import { stateNames, states } from './domain/states.js';
import { stepNames, stepOf } from './domain/steps.js';

interface Section {
  readonly title: string;
  readonly heads: readonly string[];
}
const { guards, marks, sources } = procedure;
const code = (...names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const section = ({ title, heads }: Section, rows: readonly (readonly string[])[]): string =>
  [`## ${title}`, '', row(heads), row(heads.map(() => '---')), ...rows.map(row)].join('\n');

const inWords = (by: readonly Role[]): string => by.map((role) => accounts.roles[role]).join('、');
const openWhen = ({ in: when }: Act): string => (typeof when === 'string' ? page.openIn[when] : code(...when));

const stateRows = () => stateNames.map((name) => [code(name), procedure.states[name].name, procedure.balls[states[name].ball].office]);
const stepRows = () =>
  stepNames.map((name) => {
    const { from, to, by, needs: needed, source } = stepOf(name);
    return [code(name), procedure.steps[name].name, code(...from), code(to), inWords(by), code(...needed) || page.none, source];
  });
const needRows = () => needNames.map((name) => [code(name), procedure.needs[name].missing, needs[name].guard, code(needs[name].act)]);
const actRows = () =>
  groups.flatMap((group) =>
    actNames
      .map((name) => ({ name, act: actOf(name) }))
      .filter(({ act }) => act.group === group)
      .map(({ name, act }) => [
        groupTexts[group],
        code(name),
        actTexts[name].title,
        inWords(act.by),
        openWhen(act),
        act.toFamily ? page.shown : '',
      ]),
  );
const guardRows = () => Object.entries(guards).map(([name, { text }]) => [name, text]);
const sourceRows = () => Object.entries(sources).map(([name, { text, mark }]) => [name, say(page.marked, { text, mark: marks[mark] })]);
const editionRows = () =>
  Object.entries(procedure.editions).map(([edition, { name, notice, valid, remark }]) => [edition, name, notice, valid, remark]);

/** The procedure as a page of Markdown, from the table alone. The same table gives the same page, so that a test can compare it. */
export const tellProcedure = (): string =>
  [
    `# ${page.title}`,
    page.made,
    page.drawing,
    section(page.states, stateRows()),
    section(page.steps, stepRows()),
    section(page.needs, needRows()),
    section(page.acts, actRows()),
    section(page.guards, guardRows()),
    section(page.sources, sourceRows()),
    section(page.editions, editionRows()),
    '',
  ]
    .join('\n\n')
    .trimEnd() + '\n';
