import { randomUUID } from 'node:crypto';
import { act, read, step } from '../../../seeds/demo/lines.js';
import { type Line, chapters, linesOf } from '../../../seeds/demo/story.js';
import { tokyoDate } from '#lib/kernel';
import { type Attacker } from '../attacker.js';
import { type Trial } from '../frame.js';
import { firstOf, marks, refusal, seenOutside, signed, submit } from './told.js';

type ToldCase = Awaited<ReturnType<Attacker['told']>>;
const cases = new WeakMap<Attacker, Promise<ToldCase>>();
/** One case whose report is signed and not handed in, for all who look at the room. */
const inRoom = (attacker: Attacker): Promise<ToldCase> => {
  const known = cases.get(attacker) ?? attacker.told(signed);
  cases.set(attacker, known);
  return known;
};
const isFound = async (attacker: Attacker, caseId: string, pattern: RegExp): Promise<string | undefined> => {
  for (const [where, status, text] of await seenOutside(attacker, caseId)) {
    const found = status === 200 ? pattern.exec(text) : null;
    if (found) return `${where} shows ${found[0]}`;
  }
  return undefined;
};
const freeze: Line = act(170, 'committeeMember', 'freezeDraft', () => ({ content: '示していない案の印' }));

/** Founder and school, who want what the committee works on; and a member who was recused. */
export const room: readonly Trial[] = [
  {
    id: 'REP-1',
    promise: 'nobody outside reads a signed report, its link or its row before it is handed in',
    run: async (attacker) => {
      const { caseId } = await inRoom(attacker);
      const shown = await isFound(attacker, caseId, new RegExp(`${marks.draft}|/cases/${caseId}/report"|signReport`));
      if (shown) return shown;
      const rows = await attacker.four.sql('select from final_report where case_id = $1', [caseId]);
      return rows.length > 0 ? 'a row of the report lies outside of the room' : undefined;
    },
  },
  {
    id: 'ROOM-1',
    promise: 'journal and export outside do not tell what members read',
    run: async (attacker) => {
      const { caseId } = await inRoom(attacker);
      for (const below of ['', '/draft', '/items', '/opinions', '/records'])
        await attacker.get('committee', 'iincho', `/cases/${caseId}${below}`);
      return isFound(attacker, caseId, /"what":"(draft|standard-items|opinions|deliberation)"|委員会の画面を/);
    },
  },
  {
    id: 'ROOM-2',
    promise: 'the course of a case shows no act of the room, by page or program',
    run: async (attacker) => isFound(attacker, (await inRoom(attacker)).caseId, /answerStandardItem|freezeDraft/),
  },
  {
    id: 'ROOM-3',
    promise: 'an act of the room has no page outside of it',
    run: async (attacker) => {
      const all = await seenOutside(attacker, (await inRoom(attacker)).caseId);
      const open = all.find(([where, status]) => /answerStandardItem|freezeDraft|signReport/.test(where) && status !== 404);
      return open && `${open[0]} answers ${open[1]}`;
    },
  },
  {
    id: 'ROOM-4',
    promise: 'the version a program sees does not move by what goes on in the room',
    run: async (attacker) => {
      const { caseId, on } = await inRoom(attacker);
      const versions = async () => {
        const [founder, school] = await Promise.all(['founder', 'school'].map((role) => attacker.api(role, 'GET', `/cases/${caseId}`)));
        return [founder, school].map((answer) => (JSON.parse(answer!.text) as { version: number }).version).join();
      };
      const before = await versions();
      await on(freeze);
      const after = await versions();
      return before === after ? undefined : `${before} became ${after}`;
    },
  },
  {
    id: 'OPI-1',
    promise: 'what relatives say about a draft, and the answer, stays in the room until the report is handed in',
    run: async (attacker) =>
      isFound(attacker, (await inRoom(attacker)).caseId, new RegExp(`${marks.opinion}|${marks.answer}|giveOpinion|answerOpinion`)),
  },
  {
    id: 'REP-3',
    promise: 'what is handed in is the draft that was shown, whatever was frozen since',
    run: async (attacker) => {
      const before = await attacker.told(signed.slice(0, -1));
      await before.on(freeze);
      if ((await refusal(before.on(signed.at(-1)!))) === 'done') return 'a draft that was never shown was signed';
      const { caseId, on } = await inRoom(attacker);
      await on(freeze);
      await on({ ...submit });
      const { text } = await attacker.get('console', 'kyoiku', `/cases/${caseId}/report`);
      return text.includes(marks.draft) && !text.includes('示していない') ? undefined : 'another text was handed in';
    },
  },
  {
    id: 'REP-2',
    promise: 'a report the committee took back is not read outside, nor is the one of a second round beside the first',
    slow: true,
    run: async (attacker) => {
      const { caseId, on } = await attacker.told(signed);
      await on(step(171, 'committeeMember', 'reviseDraft'));
      return isFound(attacker, caseId, new RegExp(`${marks.draft}|signReport`));
    },
  },
  {
    id: 'REC-5',
    promise: 'why a member was recused is the founder’s to know, and not the school’s',
    run: async (attacker) => {
      const { caseId, on } = await attacker.told(linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp']));
      const id = await on(act(90, 'founder', 'recuseMember', (told) => ({ member: told.act('appointMember'), reason: '忌避の印' })));
      return firstOf(
        [
          await attacker.get('console', 'aozora', `/cases/${caseId}`),
          await attacker.get('console', 'aozora', `/cases/${caseId}/acts/recuseMember/${id}`),
          await attacker.api('school', 'GET', `/cases/${caseId}`),
        ],
        async ({ text }) => (text.includes('忌避の印') ? 'the school reads the reason' : undefined),
      );
    },
  },
  {
    id: 'REC-4',
    promise: 'a recused member who repeats an old request with its key is told nothing',
    run: async (attacker) => {
      const { caseId, on } = await attacker.told(linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision', 'setUp']));
      const key = randomUUID();
      const again = () =>
        attacker.api(
          'committeeMember',
          'POST',
          `/cases/${caseId}/acts/answerStandardItem`,
          { occurredOn: tokyoDate(new Date()), item: 'A', outcome: 'answered', answer: '書いたこと' },
          'みほん',
          key,
        );
      if ((await again()).status !== 200) return 'not carried out: the member could not write';
      await on(act(90, 'founder', 'recuseMember', (told) => ({ member: told.act('appointMember', 1), reason: '親族' })));
      const { status, text } = await again();
      return status === 404 && !text.includes(caseId) ? undefined : `${status} ${text.slice(0, 80)}`;
    },
  },
  {
    id: 'ORD-1',
    promise: 'what was explained before it was there to explain satisfies no guard',
    run: async (attacker) => {
      const early: readonly Line[] = [...chapters.explanation, ...chapters.intention]
        .filter((line) => 'act' in line)
        .map((line) => ({ ...line, on: 1 }));
      const { on } = await attacker.told([...chapters.start, ...early, ...chapters.basic]);
      return (await refusal(on(step(14, 'founder', 'confirmFamilyExplained')))) === 'done' ? 'the step was taken' : undefined;
    },
  },
  {
    id: 'ORD-2',
    promise: 'a family is told the names of who was appointed, not of nobody; and a plan, not before there is a committee',
    slow: true,
    run: async (attacker) => {
      const [told, others] = [['tellNames', 'explainPlan'], linesOf(['setUp'])] as const;
      const isEarly = (line: Line) => 'act' in line && (told as readonly string[]).includes(line.act);
      const { on } = await attacker.told([
        ...linesOf(['start', 'basic', 'explanation', 'intention', 'wishes', 'decision']),
        ...others.filter(isEarly).map((line) => ({ ...line, by: 'founder' as const, on: 39 })),
        ...others.filter((line) => !isEarly(line)).slice(0, -1),
      ]);
      return (await refusal(on(others.at(-1)!))) === 'done' ? 'the survey was started' : undefined;
    },
  },
  {
    id: 'EYES-1',
    promise: 'a program is no second reader of a paper',
    run: async (attacker) => {
      const { caseId } = await attacker.told(linesOf(['start', 'basic']), 20);
      const body = { occurredOn: tokyoDate(new Date()), document: 'basicResultSheet', documentVersion: '1' };
      const { status } = await attacker.api('school', 'POST', `/cases/${caseId}/acts/recordReadThrough`, body);
      return status === 200 ? 'a token read the paper through' : undefined;
    },
  },
  {
    id: 'EYES-2',
    promise: 'whoever froze a draft does not read it through',
    slow: true,
    run: async (attacker) => {
      const { on } = await attacker.told([...signed.slice(0, signed.findIndex((line) => 'act' in line && line.act === 'freezeDraft') + 1)]);
      await refusal(on(read(152, 'committeeMember', 'draftReport')));
      return (await refusal(on(step(153, 'secretariat', 'showDraft')))) === 'done' ? 'one person wrote, read and showed it' : undefined;
    },
  },
];
