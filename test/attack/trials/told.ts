import { type Line, linesOf } from '../../../seeds/demo/story.js';
import { type Attacker } from '../attacker.js';

/** Words that stand in nothing else, to be looked for where they must not be. */
export const marks = { draft: '案の本文の印', item: '項目の本文の印', opinion: '意見の本文の印', answer: '答えの本文の印' } as const;

const words: Readonly<Record<string, readonly [string, string]>> = {
  freezeDraft: ['content', marks.draft],
  answerStandardItem: ['answer', marks.item],
  giveOpinion: ['opinion', marks.opinion],
  answerOpinion: ['answer', marks.answer],
};
/** The line with a mark where it says something in the room. */
const marked = (line: Line): Line => {
  const [field, mark] = ('act' in line && words[line.act]) || [];
  if (!('act' in line) || field === undefined) return line;
  return { ...line, data: (told) => ({ ...line.data(told), ...(field in line.data(told) ? { [field]: mark } : {}) }) };
};
/** Up to the signed report that is not handed in yet. */
export const signed: readonly Line[] = linesOf([
  ...(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp', 'running', 'draft', 'report'] as const),
])
  .slice(0, -1)
  .map(marked);
export const submit: Line = { on: 170, by: 'committeeMember', step: 'submitReport' };

/** The first that is told got through. */
export async function firstOf<T>(tries: Iterable<T>, run: (one: T) => Promise<string | undefined>): Promise<string | undefined> {
  for (const one of tries) {
    const told = await run(one);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** The code of the refusal, or `done`. */
export const refusal = (doing: Promise<unknown>): Promise<string> =>
  doing.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  );

/** Everything founder and school are answered about a case, page by page. */
export async function seenOutside({ four, get, api }: Attacker, caseId: string): Promise<readonly (readonly [string, number, string])[]> {
  const all: [string, number, string][] = [];
  for (const who of ['kyoiku', 'kyoikucho', 'aozora'])
    for (const below of ['', '/report', '/journal', '/journal?size=all', '/journal/export']) {
      const { status, text } = await get('console', who, `/cases/${caseId}${below}`);
      all.push([`${who} ${below}`, status, status === 200 ? text : '']);
    }
  for (const role of ['founder', 'school'])
    for (const below of ['', '/journal']) {
      const { status, text } = await api(role, 'GET', `/cases/${caseId}${below}`);
      all.push([`${role} by program ${below}`, status, text]);
    }
  const acts = await four.sql<{ id: string; name: string }>(
    `select id, name from act where case_id = $1 and name in ('answerStandardItem', 'freezeDraft', 'giveOpinion', 'answerOpinion', 'signReport')`,
    [caseId],
  );
  for (const who of ['kyoiku', 'aozora'])
    for (const { id, name } of acts) {
      const { status, text } = await get('console', who, `/cases/${caseId}/acts/${name}/${id}`);
      all.push([`${who} ${name}`, status, text]);
    }
  return all;
}
