import { plainDate } from '#lib/kernel';
import { type ActName, actNames, acts } from './acts.js';
import { type ActDone, History, type StepTaken } from './history.js';
import { ownHistory } from './own-history.js';
import { type StepName, stepOf } from './steps.js';

const me = { personId: 'me', relativeIds: ['mine'] };
const day = plainDate('2026-05-01');
let count = 0;
const act = (name: ActName, data: object = {}, more: Partial<ActDone> = {}): ActDone => ({
  kind: 'act',
  id: `a${++count}`,
  name,
  occurredOn: day,
  enteredAt: new Date(0),
  personId: 'office',
  role: 'founder',
  data: { ...data },
  ...more,
});
const step = (name: StepName): StepTaken => ({ kind: 'step', name, to: stepOf(name).to, takenOn: day, takenAt: new Date(0) });
const seen = (...entries: (ActDone | StepTaken)[]) => ownHistory(new History(entries), me).entries;
const dataOf = (...entries: (ActDone | StepTaken)[]) => seen(...entries).flatMap((entry) => (entry.kind === 'act' ? [entry.data] : []));

describe('of a case one relative reads', () => {
  it('every step', () => expect(seen(step('startBasicSurvey'))).toHaveLength(1));
  it('what she said herself, whole', () =>
    expect(dataOf(act('recordIntention', { relative: 'mine', scope: 'x' }))).toEqual([{ relative: 'mine', scope: 'x' }]));
  it('nothing another relative said or was asked', () => {
    for (const name of [
      'recordIntention',
      'askQuestion',
      'giveOpinion',
      'recordObjection',
      'recordPublicationWish',
      'recordNoContact',
      'restoreContact',
      'declineJsc',
    ] as const)
      expect(seen(act(name, { relative: 'other', text: 'x' }))).toEqual([]);
  });
  it('no act that is not for families, whatever it holds', () => {
    const kept = actNames.filter((name) => !('toFamily' in acts[name]));
    expect(kept.length).toBeGreaterThan(10);
    for (const name of kept) expect(seen(act(name, { relative: 'mine', relatives: ['mine'], note: 'x' }))).toEqual([]);
  });
  it('answers to her own questions, and no others', () => {
    const mine = act('askQuestion', { relative: 'mine' });
    const other = act('askQuestion', { relative: 'other' });
    const names = seen(
      mine,
      other,
      act('answerQuestion', { to: mine.id, answer: 'm' }),
      act('answerQuestion', { to: other.id, answer: 'o' }),
      act('answerQuestion', { to: 'gone', answer: 'g' }),
    );
    expect(names.map((entry) => (entry.kind === 'act' ? entry.data.answer : ''))).toEqual([undefined, 'm']);
  });
  it('explanations she heard, without what the others asked there', () => {
    const together = { relatives: ['mine', 'other'], place: 'p', questionsAsked: 'q' };
    expect(dataOf(act('explainJsc', together))).toEqual([{ place: 'p' }]);
    expect(dataOf(act('explainJsc', { ...together, relatives: ['mine'] }))).toEqual([{ place: 'p', questionsAsked: 'q' }]);
    expect(dataOf(act('explainJsc', { ...together, relatives: ['other'] }))).toEqual([]);
  });
  it('members once she was told their names, never their addresses', () => {
    const appointed = act('appointMember', { memberName: 'n', email: 'e' });
    const told = (id: string) => act('tellNames', { relatives: [id] });
    expect(dataOf(appointed, told('other'))).toEqual([]);
    expect(dataOf(told('mine'), appointed).filter((data) => 'memberName' in data)).toEqual([]);
    expect(dataOf(appointed, told('mine'))[0]).toEqual({ memberName: 'n' });
  });
  it('that a member left, where she was told the name; never why', () => {
    const appointed = act('appointMember', { memberName: 'n' });
    const left = act('recuseMember', { member: appointed.id, reason: 'r' });
    expect(dataOf(appointed, left)).toEqual([]);
    expect(dataOf(appointed, act('tellNames', { relatives: ['mine'] }), left).at(-1)).toEqual({ member: appointed.id });
  });
  it('the decision after its step, with the reason only where it is not to move', () => {
    const decided = (decision: string) => act('decideTransition', { decision, reason: 'r', adviser: 'a', reasonCode: 'R3' });
    expect(dataOf(decided('notMove'))).toEqual([{}]);
    expect(dataOf(decided('notMove'), step('decideNotToMove'))).toEqual([{ decision: 'notMove', reason: 'r' }]);
    expect(dataOf(decided('move'), step('moveToDetailed'))).toEqual([{ decision: 'move' }]);
  });
  it('her own request for a supplement with its answer; of another’s only the decision', () => {
    const mine = act('requestSupplement', { insufficient: 'i' }, { personId: 'me', role: 'relative' });
    const other = act('requestSupplement', { insufficient: 'o' }, { personId: 'you', role: 'relative' });
    const office = act('requestSupplement', { insufficient: 'f' });
    const decided = (to: string) => act('decideSupplement', { to, decision: 'declined', reason: 'r' });
    expect(dataOf(mine, decided(mine.id))).toEqual([{ insufficient: 'i' }, { to: mine.id, decision: 'declined', reason: 'r' }]);
    expect(dataOf(other, decided(other.id))).toEqual([{ decision: 'declined' }]);
    expect(dataOf(office)).toEqual([{}]);
  });
  it('of claims neither who claimed nor what was decided', () =>
    expect(
      dataOf(
        act('recordJscClaim', { benefit: 'death', claimant: 'guardian' }),
        act('recordJscDecision', { benefit: 'death', jscDecision: 'refused' }),
      ),
    ).toEqual([{ benefit: 'death' }, { benefit: 'death' }]));
  it('of an act nobody thought of, only that it happened', () =>
    expect(dataOf(act('issueIntentionForm', { relatives: ['mine'], secret: 'x' }), act('reportRecommendation', { secret: 'x' }))).toEqual([
      {},
      {},
    ]));
});
