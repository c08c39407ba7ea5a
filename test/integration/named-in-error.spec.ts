import { viewCase } from '#lib/cases';
import { act, eachRelative } from '../../seeds/demo/lines.js';
import { linesOf } from '../../seeds/demo/story.js';
import { until } from '../support/api-case.js';
import { type RepresentativeWorld, lawyerWith, representativeWorld } from '../support/representative.world.js';
import type { Person } from '../support/told-case.js';
import { hiddenOf, key } from '../support/visitor.js';

jest.setTimeout(180_000);
let world: RepresentativeWorld;
let head: Person;
let colleague: Person;
let cookies: { mother: string; father: string };
beforeAll(async () => {
  world = await representativeWorld();
  const founder = world.people.founder.organisationId;
  head = await world.house.person('kyoikucho@board.example', '長 五', 'founderHead', founder);
  colleague = await world.house.person('doryo@board.example', '同僚 六', 'founder', founder);
  cookies = { mother: await world.signIn('mother@family.example'), father: await world.signIn('father@family.example') };
});
afterAll(() => world?.close());

const ago = 260;
/** A case whose wishes are recorded, in which both parents sign in; the mother is said, so many days ago, to have been named in error. */
async function told(daysAgo: number | null) {
  const { mother, father } = world.people;
  const [school] = await world.sql<{ id: string }>(`select id from organisation where kind = 'school' limit 1`);
  const said = daysAgo === null ? [] : [eachRelative(ago - daysAgo, 'founder', 'withdrawRelative', 0, () => ({ reason: '人違い' }))];
  const found = await world.house.tell(
    { ...world.people, founderHead: head },
    { ago, schoolId: school!.id, pupilName: '架空 子' },
    [...linesOf(until('wishes')), ...said],
    [mother.email, father.email],
  );
  const [entered] = await world.sql<{ id: string }>(`select id from act where case_id = $1 and name = 'withdrawRelative'`, [found.caseId]);
  return { caseId: found.caseId, mother: found.relatives[0]!, father: found.relatives[1]!, entered: entered?.id ?? '', on: found.on };
}

const refusal = async (doing: Promise<unknown>) =>
  doing.then(
    () => null,
    (error: { code?: string; facts?: { errors?: { code: string }[] } }) => error.facts?.errors?.[0]?.code ?? error.code,
  );
const takesOut = (who: Person, caseId: string, relative: string) =>
  world.house.does(who, caseId, 'withdrawRelative', { relative, reason: '二重の登録' });
const confirms = (who: Person, caseId: string, to: string) =>
  world.house.does(who, caseId, 'attestStatement', { to, paperForm: '戸籍', paperOn: world.today, paperPlace: '綴り 一' });
const seen = (caseId: string) =>
  world.house.as(world.people.founder, async (tx) => {
    const { relatives, facts, tracks } = await viewCase(tx, caseId, 'case-page');
    return { out: relatives.filter(({ withdrawn }) => withdrawn).map(({ id }) => id), facts, tracks };
  });
const answer = async (at: string, how: 'confirm' | 'contest', to: string, cookie = cookies.mother) => {
  const { body } = await world.open(`/cases/${at}/entered`, cookie);
  return world.send(`/cases/${at}/entered/${how}`, { idempotencyKey: key(), ...hiddenOf(body, `/cases/${at}/entered/${how}`), to }, cookie);
};
const home = async (caseId: string, cookie = cookies.mother) => (await world.open(`/cases/${caseId}`, cookie)).statusCode;

describe('somebody who does not exist was named', () => {
  async function invented() {
    const one = await told(null);
    await one.on(
      act(259, 'founder', 'nameRelative', () => ({ relativeName: '架空 いない', relation: 'other', term: 'jishi', reminders: true })),
    );
    const [row] = await world.sql<{ id: string }>('select id from relative where case_id = $1 order by created_at desc limit 1', [
      one.caseId,
    ]);
    return { ...one, nobody: row!.id };
  }
  it('and counts until a second, independent person of the founder says so too; nothing is deleted', async () => {
    const { caseId, nobody } = await invented();
    expect((await seen(caseId)).facts.wishes).toHaveLength(3);
    const entered = await takesOut(world.people.founder, caseId, nobody);
    expect(await refusal(takesOut(colleague, caseId, nobody))).toBe('waits-already');
    expect(await refusal(confirms(world.people.founder, caseId, entered))).toBe('second-person');
    expect(await refusal(confirms(world.people.school, caseId, entered))).toBe('not-of-this-room');
    expect((await seen(caseId)).out).toEqual([]);
    await confirms(colleague, caseId, entered);
    const { out, facts } = await seen(caseId);
    expect([out, facts.wishes.length]).toEqual([[nobody], 2]);
    expect(await refusal(takesOut(colleague, caseId, nobody))).toBe('unknown-choice');
    const wish = { relative: nobody, wish: 'WISH', statedBy: 'oral' };
    expect(await refusal(world.house.does(world.people.founder, caseId, 'recordIntention', wish))).toBe('unknown-choice');
    expect(await world.sql('select from relative where id = $1', [nobody])).toHaveLength(1);
  });
  it('with a wish for a survey that a colleague wrote down: only the head takes her out', async () => {
    const { caseId, nobody } = await invented();
    await world.house.does(world.people.founder, caseId, 'recordIntention', { relative: nobody, wish: 'WISH', statedBy: 'oral' });
    const entered = await takesOut(world.people.founder, caseId, nobody);
    expect(await refusal(confirms(colleague, caseId, entered))).toBe('only-the-head');
    await confirms(head, caseId, entered);
    expect((await seen(caseId)).facts.wishes).not.toContain(null);
    expect((await seen(caseId)).facts.wishes).toHaveLength(2);
  });
  it('and nobody puts her back by a statement', async () => {
    const { caseId, nobody } = await invented();
    await confirms(colleague, caseId, await takesOut(head, caseId, nobody));
    await expect(world.sql('update relative set withdrawn_at = null where id = $1', [nobody])).rejects.toThrow('named again');
  });
});

describe('a mother is said to have been named in error', () => {
  it('her page tells her at once, nothing changes, and only the head can confirm it, after three days', async () => {
    const one = await told(null);
    const entered = await takesOut(world.people.founder, one.caseId, one.mother);
    expect((await world.open(`/cases/${one.caseId}`, cookies.mother)).body).toContain('登録が誤りではないか');
    expect((await world.open(`/cases/${one.caseId}`, cookies.father)).body).not.toContain('登録が誤りではないか');
    expect(await refusal(confirms(colleague, one.caseId, entered))).toBe('only-the-head');
    expect(await refusal(confirms(head, one.caseId, entered))).toBe('she-may-object');
    expect(await home(one.caseId)).toBe(200);
  });
  it('she says that it is not so: it fell, for good', async () => {
    const one = await told(4);
    expect((await answer(one.caseId, 'contest', one.entered)).statusCode).toBe(303);
    expect(await refusal(confirms(head, one.caseId, one.entered))).toBe('not-waiting');
    expect(await refusal(takesOut(world.people.founder, one.caseId, one.mother))).toBe('she-objected');
    expect((await seen(one.caseId)).out).toEqual([]);
  });
  it('whatever else she says shows that she is there', async () => {
    const one = await told(4);
    await world.fillIn(`/cases/${one.caseId}/questions`, { question: 'いつ分かりますか' }, cookies.mother);
    expect(await refusal(confirms(head, one.caseId, one.entered))).toBe('not-waiting');
    expect(await home(one.caseId)).toBe(200);
  });
  it('her silence closes the case to her and to who acts for her; what she wished herself goes on to count, and no consent comes of it', async () => {
    const one = await told(null);
    const says = (fields: object, cookie: string) => world.fillIn(`/cases/${one.caseId}/intention`, { ...fields }, cookie);
    await says({ wish: 'WISH', consentMext: 'no' }, cookies.mother);
    await says({ wish: 'NO_WISH', consentMext: 'yes' }, cookies.father);
    await world.fillIn(`/cases/${one.caseId}/representative`, lawyerWith({ copies: 'yes' }), cookies.mother);
    await world.letIn(one.caseId, 'bengo@law.example');
    const lawyer = await world.signIn('bengo@law.example');
    expect(await home(one.caseId, lawyer)).toBe(200);
    const entered = await takesOut(world.people.founder, one.caseId, one.mother);
    expect(await refusal(confirms(head, one.caseId, entered))).toBe('she-may-object');
    await world.house.later(3, () => confirms(head, one.caseId, entered));
    expect([await home(one.caseId), await home(one.caseId, lawyer), await home(one.caseId, cookies.father)]).toEqual([404, 404, 200]);
    const { out, facts } = await seen(one.caseId);
    expect(out).toEqual([one.mother]);
    expect(facts.wishes).toContain('WISH');
    const [row] = await world.sql<{ consented: boolean }>('select consented from survey_case where id = $1', [one.caseId]);
    expect(row!.consented).toBe(false);
  });
  it('she says herself that it is so: she leaves, and is counted no more', async () => {
    const one = await told(1);
    const left = await answer(one.caseId, 'confirm', one.entered);
    expect([left.statusCode, left.headers.location]).toEqual([303, '/']);
    expect(await home(one.caseId)).toBe(404);
    const { out, facts } = await seen(one.caseId);
    expect([out, facts.wishes.length]).toEqual([[one.mother], 1]);
  });
  it('neither the father nor whoever acts for her answers in her place', async () => {
    const one = await told(1);
    expect((await answer(one.caseId, 'confirm', one.entered, cookies.father)).statusCode).toBe(422);
    const { friend } = world.people;
    await world.sql(
      `insert into mandate (id, case_id, relative_id, person_id, kind, name, may_speak, may_wish, copies, starts_on)
       values (gen_random_uuid(), $1, $2, $3, 'supporter', 'x', true, true, false, '2026-01-01')`,
      [one.caseId, one.mother, friend.id],
    );
    expect((await answer(one.caseId, 'confirm', one.entered, await world.signIn(friend.email))).statusCode).not.toBe(303);
    expect((await seen(one.caseId)).out).toEqual([]);
  });
  it('she and the head answer at the same moment: one of them is heard', async () => {
    for (let round = 0; round < 3; round++) {
      const one = await told(5);
      const [hers, theirs] = await Promise.all([
        answer(one.caseId, 'contest', one.entered),
        refusal(confirms(head, one.caseId, one.entered)),
      ]);
      const out = (await seen(one.caseId)).out.length === 1;
      expect([hers.statusCode === 303, theirs === null]).toEqual([!out, out]);
      expect(await home(one.caseId)).toBe(out ? 404 : 200);
    }
  });
});
