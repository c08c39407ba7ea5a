import { type RepresentativeWorld, lawyerWith, representativeWorld } from '../support/representative.world.js';
import { hiddenOf, key } from '../support/visitor.js';

jest.setTimeout(180_000);
let world: RepresentativeWorld;
let mother: string;
let father: string;
beforeAll(async () => {
  world = await representativeWorld();
  mother = await world.signIn('mother@family.example');
  father = await world.signIn('father@family.example');
});
afterAll(() => world?.close());

type Case = Awaited<ReturnType<RepresentativeWorld['tell']>>;
const wishes = (at: string, wish: string) => world.fillIn(`/cases/${at}/intention`, { wish }, mother);
const stands = async (at: string): Promise<string> => (await world.open(`/cases/${at}/intention`, mother)).body;
const lettersToHer = async (caseId: string): Promise<number> =>
  (
    await world.sql<{ n: number }>(`select count(*)::int as n from mail where case_id = $1 and kind = 'said-for-you' and person_id = $2`, [
      caseId,
      world.people.mother.id,
    ])
  )[0]!.n;
const office = (one: Case, act: Parameters<RepresentativeWorld['house']['does']>[2], data: object) =>
  world.house.does(world.people.founder, one.caseId, act, { relative: one.mother, ...data });
const second = (one: Case, to: string, more: object = {}) =>
  world.house.does(world.people.school, one.caseId, 'attestStatement', {
    ...{ to, paperForm: 'F6', paperOn: world.today, paperPlace: '綴り 一' },
    ...more,
  });
const answer = async (at: string, how: 'confirm' | 'contest', to: string, cookie = mother) => {
  const { body } = await world.open(`/cases/${at}/entered`, cookie);
  return world.send(`/cases/${at}/entered/${how}`, { idempotencyKey: key(), ...hiddenOf(body, `/cases/${at}/entered/${how}`), to }, cookie);
};
const refusal = async (doing: Promise<unknown>) =>
  doing.then(
    () => null,
    (error: { code?: string; facts?: { errors?: { code: string }[] } }) => error.facts?.errors?.[0]?.code ?? error.code,
  );

describe('an office enters that a relative who wrote WISH herself has none', () => {
  it('her word stands until she says it is so; she is told and sees it on her page', async () => {
    const one = await world.tell();
    expect((await wishes(one.caseId, 'WISH')).statusCode).toBe(303);
    const entered = await office(one, 'recordIntention', { wish: 'NO_WISH', statedBy: 'oral' });
    expect(await stands(one.caseId)).toContain('希望する');
    const home = (await world.open(`/cases/${one.caseId}`, mother)).body;
    expect(home).toContain('代わりに記入されたことがあります');
    expect((await world.open(`/cases/${one.caseId}`, father)).body).not.toContain('代わりに記入されたことがあります');
    expect((await answer(one.caseId, 'confirm', entered, father)).statusCode).toBe(422);
    expect((await answer(one.caseId, 'confirm', entered)).statusCode).toBe(303);
    expect((await world.open(`/cases/${one.caseId}`, mother)).body).not.toContain('代わりに記入されたことがあります');
  });
  it('or a second person has the paper in hand, newer than her word; never who entered it, and she may still contest it', async () => {
    const one = await world.tell();
    await wishes(one.caseId, 'WISH');
    const entered = await office(one, 'recordIntention', { wish: 'NO_WISH', statedBy: 'paper' });
    const self = world.house.does(world.people.founder, one.caseId, 'attestStatement', {
      ...{ to: entered, paperForm: 'F6', paperOn: world.today, paperPlace: '棚' },
    });
    expect(await refusal(self)).toBe('second-person');
    expect(await refusal(second(one, entered, { paperOn: '2026-01-05' }))).toBe('older-than-her-word');
    expect(
      await refusal(
        world.house.does(world.people.secretariat, one.caseId, 'attestStatement', {
          to: entered,
          paperForm: 'F6',
          paperOn: world.today,
          paperPlace: '棚',
        }),
      ),
    ).toBe('not-of-this-room');
    await second(one, entered);
    expect(await refusal(second(one, entered))).toBe('not-waiting');
    expect((await answer(one.caseId, 'contest', entered)).statusCode).toBe(303);
    expect((await world.open(`/cases/${one.caseId}`, mother)).body).toContain('詳細調査について：希望する');
  });
  it('two who answer at once leave one answer', async () => {
    const one = await world.tell();
    await wishes(one.caseId, 'WISH');
    const entered = await office(one, 'recordIntention', { wish: 'NO_WISH', statedBy: 'paper' });
    await Promise.all([answer(one.caseId, 'contest', entered), refusal(second(one, entered))]);
    expect((await world.open(`/cases/${one.caseId}`, mother)).body).toContain('詳細調査について：希望する');
  });
});

describe('the same with', () => {
  it('no contact: she is written to as before, until it counts', async () => {
    const one = await world.tell();
    await wishes(one.caseId, 'WISH');
    const quiet = () => world.sql('select name from contact_record where case_id = $1 and relative_id = $2', [one.caseId, one.mother]);
    const entered = await office(one, 'recordNoContact', { noContactKind: 'declined', statement: '書' });
    expect(await quiet()).toEqual([]);
    expect((await world.open(`/cases/${one.caseId}`, mother)).body).not.toContain('連絡を控えています');
    await second(one, entered);
    expect(await quiet()).toEqual([{ name: 'recordNoContact' }]);
    await answer(one.caseId, 'contest', entered);
    expect(await quiet()).toEqual([]);
  });
  it('her claim to JSC: the limits run on, until every refusal counts, and again when one is contested', async () => {
    const one = await world.tell();
    await wishes(one.caseId, 'WISH');
    const limits = () =>
      world.sql(`select closed_as as "closedAs" from deadline where case_id = $1 and rule = 'D-JSC-DEATH'`, [one.caseId]);
    const decline = (relative: string) => world.house.does(world.people.founder, one.caseId, 'declineJsc', { relative, statement: '書' });
    const entered = await decline(one.mother);
    await answer(one.caseId, 'confirm', entered);
    expect(await limits()).toEqual([{ closedAs: null }]);
    await answer(one.caseId, 'contest', entered);
    const again = await decline(one.mother);
    await answer(one.caseId, 'confirm', await decline(one.father), father);
    expect(await limits()).toEqual([{ closedAs: null }]);
    await answer(one.caseId, 'confirm', again);
    expect(await limits()).toEqual([{ closedAs: 'declined' }]);
    await answer(one.caseId, 'contest', again);
    expect(await limits()).toEqual([{ closedAs: null }]);
  });
  it('who speaks for her: nobody is let in and nobody sent away over her head', async () => {
    const one = await world.tell();
    await world.fillIn(`/cases/${one.caseId}/representative`, lawyerWith({ mayWish: 'yes' }), mother);
    await world.letIn(one.caseId, 'bengo@law.example');
    const [hers] = await world.mandatesOf(one.caseId);
    const theirs = await office(one, 'nameRepresentative', {
      ...{ representativeName: '架空 支援', representativeKind: 'supporter', email: 'tomo@help.example' },
      ...{ maySpeak: true, mayWish: true, copies: false },
    });
    const ended = await world.house.does(world.people.founder, one.caseId, 'withdrawRepresentative', { mandate: hers!.id });
    expect(await world.mandatesOf(one.caseId)).toEqual([hers]);
    await answer(one.caseId, 'confirm', theirs);
    expect((await world.mandatesOf(one.caseId)).length).toBe(2);
    await answer(one.caseId, 'confirm', ended);
    expect((await world.mandatesOf(one.caseId)).find(({ id }) => id === hers!.id)!.withdrawnOn).not.toBeNull();
    await answer(one.caseId, 'contest', theirs);
    expect((await world.mandatesOf(one.caseId)).every(({ withdrawnOn }) => withdrawnOn !== null)).toBe(true);
  });
});

it('an act of hers waits for nothing and tells nobody that others spoke for her', async () => {
  const one = await world.tell();
  const before = await lettersToHer(one.caseId);
  await wishes(one.caseId, 'NO_WISH');
  expect(await lettersToHer(one.caseId)).toBe(before);
  expect(world.faults).toEqual([]);
});
