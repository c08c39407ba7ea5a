import { type Api, startApi } from '../support/api.js';
import { ApiCase } from '../support/api-case.js';

jest.setTimeout(120_000);
let api: Api;
let told: ApiCase;
let mother: string;
let father: string;

beforeAll(async () => {
  api = await startApi();
  told = await ApiCase.after(api, ['start', 'basic', 'explanation', 'intention']);
  [mother, father] = (await told.relatives()) as [string, string];
});
afterAll(() => api?.close());

const tryContact = (relative: string, day: number, way: string) =>
  told.act('school', 'tryContact', { relative, way, occurredOn: told.day(day) });
const noContact = async (relative: string, more: object = { noContactKind: 'unreachable' }) => {
  const before = await api.rows();
  const { status, body } = await told.act('founder', 'recordNoContact', { relative, ...more });
  if (status !== 200) expect(await api.rows()).toEqual(before);
  return body.errors ?? body.code ?? status;
};

it('a relative counts as not reachable after three tries on three days by two ways, not before', async () => {
  expect(await noContact(mother)).toBe('tries-missing');
  for (const [day, way] of [
    [15, 'phone'],
    [15, 'visit'],
    [15, 'letter'],
  ] as const)
    await tryContact(mother, day, way);
  expect(await noContact(mother)).toBe('tries-missing');
  await tryContact(father, 16, 'phone');
  await tryContact(father, 17, 'phone');
  await tryContact(father, 18, 'phone');
  expect(await noContact(father)).toBe('tries-missing');
  const { body } = await told.act('founder', 'recordNoContact', { relative: father, noContactKind: 'unreachable' });
  expect([body.status, body.facts]).toEqual([409, { tries: 3, days: 3, ways: 1, needed: { tries: 3, days: 3, ways: 2 } }]);
  await tryContact(mother, 16, 'phone');
  await tryContact(mother, 20, 'phone');
  expect(await noContact(mother)).toBe(200);
});

/** A second person has her paper in hand. */
const attested = (one: ApiCase) =>
  one.act('school', 'attestStatement', {
    ...{ to: one.acts.act('recordNoContact'), paperForm: '手紙', paperOn: one.start, paperPlace: '綴り 一' },
  });

it('a written wish for no contact is enough once a second person had it in hand, if what was written is recorded', async () => {
  expect(await noContact(father, { noContactKind: 'declined' })).toEqual([{ field: 'statement', code: 'statement-needed' }]);
  expect(await told.missing('confirmIntention')).toEqual(['everyWishRecorded']);
  expect(await noContact(father, { noContactKind: 'declined', statement: '連絡を望まない' })).toBe(200);
  expect(await told.missing('confirmIntention')).toEqual(['everyWishRecorded']);
  expect((await attested(told)).status).toBe(200);
});

it('opens the way past the wishes, with nobody’s silence taken for one', async () => {
  expect(await told.missing('confirmIntention')).toEqual([]);
  expect((await told.step('founder', 'confirmIntention')).body.state).toBe('INTENTION_RECORDED');
  expect(await told.missing('decideNotToMove')).toEqual(['suspicionsAskedAgain', 'decidedNotToMove', 'reasonNoticeReadThrough']);
});

it('is taken back at any time, by the relative too; tries made before do not count again', async () => {
  expect((await told.act('relative', 'restoreContact', { relative: mother })).status).toBe(200);
  expect(await told.missing('decideNotToMove')).toContain('reasonExplained');
  expect(await noContact(mother)).toBe('tries-missing');
  expect(
    (
      await told.act('relative', 'recordIntention', {
        relative: mother,
        wish: 'WISH',
        earlySurveyWish: 'later',
        consentMext: 'later',
        consentCfa: 'later',
        consentCdr: 'later',
        statedBy: 'ownForm',
      })
    ).status,
  ).toBe(200);
  expect(await told.missing('decideNotToMove')).toContain('noRelativeWishesDetailed');
});

it('a relative who is reached again before the wishes are confirmed is asked again', async () => {
  const again = await ApiCase.after(api, ['start', 'basic', 'explanation', 'intention']);
  const [first, second] = await again.relatives();
  const declined = { noContactKind: 'declined', statement: '連絡を望まない' };
  for (const relative of [first, second]) {
    await again.act('founder', 'recordNoContact', { relative, ...declined });
    await attested(again);
  }
  expect(await again.missing('confirmIntention')).toEqual([]);
  await again.act('school', 'restoreContact', { relative: second });
  expect(await again.missing('confirmIntention')).toEqual(['everyWishRecorded']);
});

it('only the founder records it', async () => {
  for (const caller of ['school', 'relative'] as const) {
    expect((await told.act(caller, 'recordNoContact', { relative: father, noContactKind: 'unreachable' })).body.code).toBe('not-allowed');
  }
});
