import { type Api, type Caller, callers, startApi } from '../support/api.js';
import { ApiCase, until } from '../support/api-case.js';

jest.setTimeout(120_000);
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

/** Whether this caller finds the case: as an item and in the list, which must say the same. */
async function finds(caller: Caller, told: ApiCase): Promise<boolean> {
  const item = await api.ask(caller, 'GET', told.path);
  const list = await api.ask(caller, 'GET', '/v1/cases?sort=reported&limit=200');
  expect([item.status, list.status]).toEqual([item.status === 200 ? 200 : 404, 200]);
  expect(list.body.items.some((one: { id: string }) => one.id === told.id)).toBe(item.status === 200);
  return item.status === 200;
}
async function whoFinds(told: ApiCase): Promise<Caller[]> {
  const found: Caller[] = [];
  for (const caller of callers) if (caller !== 'administrator' && (await finds(caller, told))) found.push(caller);
  return found;
}
const staff: readonly Caller[] = ['founder', 'founderHead', 'school'];
const family: readonly Caller[] = ['relative', 'otherRelative'];
const inOrder = (found: readonly Caller[]) => callers.filter((caller) => found.includes(caller));
const consent = async (told: ApiCase, at: number, value: string, by: Caller = family[at]!) => {
  const relative = (await told.relatives())[at];
  const answer = {
    relative,
    wish: 'UNDECIDED',
    earlySurveyWish: 'no',
    consentMext: value,
    consentCfa: 'later',
    consentCdr: value,
    statedBy: 'ownForm',
  };
  expect((await told.act(by, 'recordIntention', answer)).status).toBe(200);
};
const outline = ['id', 'caseNo', 'edition', 'state', 'stateSince', 'founder'];

it('a case is found by its school and founder, and by nobody else', async () => {
  expect(await whoFinds(await ApiCase.report(api))).toEqual(staff);
  expect(await whoFinds(await ApiCase.report(api, { by: 'otherSchool' }))).toEqual(['otherFounder', 'otherSchool']);
});

it('a foreign case is as little there as one that never was, in every request', async () => {
  const told = await ApiCase.report(api);
  const nothing = '/v1/cases/00000000-0000-4000-8000-000000000000';
  for (const caller of ['otherFounder', 'otherSchool', 'neighbourSchool', 'committeeMember', 'strangeRelative'] as const) {
    for (const [method, tail, sent] of [
      ['GET', '', {}],
      ['POST', '/steps/startBasicSurvey', {}],
      ['POST', '/acts/askQuestion', { body: {} }],
      ['POST', '/acts/askQuestion', { body: { version: 9 }, key: 'k' }],
    ] as const) {
      const [there, gone] = [await api.ask(caller, method, told.path + tail, sent), await api.ask(caller, method, nothing + tail, sent)];
      expect([there.status, there.text]).toEqual([404, gone.text]);
    }
    expect((await api.ask(caller, 'GET', `/v1/cases?caseNo=${(await told.show()).caseNo}`)).body.items).toEqual([]);
  }
});

it('relatives with an account find their case once they are named, and see only themselves and what is told to them', async () => {
  const told = await ApiCase.after(api, ['start']);
  expect(await whoFinds(told)).toEqual([...staff, ...family]);
  const shown = await told.show('relative');
  expect(shown.relatives).toEqual([{ id: (await told.relatives())[0], relation: 'mother' }]);
  expect(shown.history.map((one: { act?: string; step?: string }) => one.act ?? one.step)).toEqual([
    'nameFamilyContact',
    'startBasicSurvey',
  ]);
  expect(shown.possible).toEqual([]);
  expect([shown.tracks.T_BULLYING, shown.tracks.T_RECORDS]).toEqual(['none', 'none']);
});

it('a committee finds the case once it is appointed, each only herself', async () => {
  const told = await ApiCase.after(api, until('decision'));
  expect(await finds('committeeMember', told)).toBe(false);
  await told.tell([
    {
      on: 60,
      by: 'founder',
      act: 'appointMember',
      data: ({ emails }) => ({
        memberName: '架空',
        memberRole: 'committeeMember',
        profession: '弁護士',
        nominatingBody: '弁護士会',
        outside: 'yes',
        email: emails.committeeMember,
      }),
    },
  ]);
  expect(await whoFinds(told)).toEqual(inOrder([...staff, 'committeeMember', ...family]));
});

it('an override by the head of the founder shows the case to the prefecture, in outline', async () => {
  const told = await ApiCase.after(api, until('wishes'));
  expect(await told.missing('decideNotToMove')).toContain('noRelativeWishesDetailed');
  const reason = { reason: '理由' };
  for (const caller of ['founder', 'school'] as const)
    expect((await told.act(caller, 'overrideWish', reason)).body.code).toBe('not-allowed');
  expect(await finds('prefecture', told)).toBe(false);
  expect((await told.act('founderHead', 'overrideWish', reason)).status).toBe(200);
  expect(await told.missing('decideNotToMove')).not.toContain('noRelativeWishesDetailed');
  expect(await whoFinds(told)).toContain('prefecture');
  expect(await finds('reader', told)).toBe(false);

  const shown = await told.show('prefecture');
  expect(Object.keys(shown)).toEqual([...outline, 'tracks', 'possible', 'deadlines', 'relatives', 'history', 'earlier']);
  expect([shown.possible, shown.deadlines, shown.relatives]).toEqual([[], [], []]);
  expect(shown.history.every((one: object) => 'step' in one)).toBe(true);
  const [item] = (await api.ask('prefecture', 'GET', '/v1/cases')).body.items;
  expect(Object.keys(item)).toEqual(outline);
  for (const query of ['sort=due', 'late=true', `after=2026-01-01_${told.id}`])
    expect((await api.ask('prefecture', 'GET', `/v1/cases?${query}`)).status).toBe(422);
  await told.act('founder', 'recordIntention', {
    relative: (await told.relatives())[0],
    wish: 'WISH',
    earlySurveyWish: 'no',
    consentMext: 'no',
    consentCfa: 'no',
    consentCdr: 'no',
    statedBy: 'oral',
  });
  expect(await told.missing('decideNotToMove')).toContain('noRelativeWishesDetailed');
});

it('a serious case shows itself to the prefecture', async () => {
  const told = await ApiCase.after(api, ['start']);
  expect(await finds('prefecture', told)).toBe(false);
  expect((await told.act('founder', 'reportSeriousCase', { reportedTo: '市長' })).status).toBe(200);
  expect(await whoFinds(told)).toEqual(inOrder([...staff, 'prefecture', ...family]));
  expect((await told.show('prefecture')).school).toBeUndefined();
});

it('readers find a case while every relative consents, and no longer', async () => {
  const told = await ApiCase.after(api, ['start']);
  await consent(told, 0, 'yes');
  expect([await finds('reader', told), (await told.show()).tracks.T_CDR]).toEqual([false, 'partly']);
  await consent(told, 1, 'yes');
  expect([await finds('reader', told), (await told.show()).tracks.T_CDR]).toEqual([true, 'consented']);
  expect(await finds('prefecture', told)).toBe(false);
  await consent(told, 0, 'no');
  expect(await finds('reader', told)).toBe(false);
  // An office alone takes no "no" back.
  await consent(told, 0, 'yes', 'founder');
  expect(await finds('reader', told)).toBe(false);
});

it('readers find a case no longer once another relative was named', async () => {
  const told = await ApiCase.after(api, ['start']);
  for (const at of [0, 1]) await consent(told, at, 'yes');
  expect(await finds('reader', told)).toBe(true);
  expect((await told.act('founder', 'nameRelative', { relativeName: '架空 祖母', relation: 'grandparent', term: 'jishi' })).status).toBe(
    200,
  );
  expect(await finds('reader', told)).toBe(false);
});

it('a recused or ended member loses the case in item and list', async () => {
  const told = await ApiCase.after(api, until('setUp'));
  expect(await finds('committeeMember', told)).toBe(true);
  await api.sql('update appointment set recused_on = current_date where case_id = $1 and role = $2', [told.id, 'committeeMember']);
  await api.sql('update appointment set ends_on = starts_on where case_id = $1 and role = $2', [told.id, 'secretariat']);
  expect(await whoFinds(told)).toEqual([...staff, ...family]);
});
