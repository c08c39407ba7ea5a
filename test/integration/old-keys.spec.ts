import { chapters } from '../../seeds/demo/story.js';
import { type Api, type Caller, startApi } from '../support/api.js';
import { ApiCase, until } from '../support/api-case.js';

jest.setTimeout(180_000);
let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.close());

const reason = { reason: '親族であることが分かったため' };
const journalOf = async (told: ApiCase): Promise<number> =>
  (await api.sql('select count(*)::int as n from journal_entry where case_id = $1', [told.id]))[0].n;

describe('an old key', () => {
  /** Sends an act with a key, lets the sender lose the case, and sends it again. */
  const lost = async (told: ApiCase, by: Caller, act: string, body: object, lose: () => Promise<unknown>) => {
    const send = () =>
      api.ask(by, 'POST', `${told.path}/acts/${act}`, {
        body: { occurredOn: told.start, ...body },
        key: `old ${by} ${act}`.replaceAll(' ', '-'),
      });
    expect((await send()).status).toBe(200);
    expect((await send()).status).toBe(200);
    await lose();
    const before = await journalOf(told);
    const again = await send();
    expect([again.status, again.body.code]).toEqual([404, 'not-found']);
    expect(again.text).not.toContain(told.id);
    expect(await journalOf(told)).toBe(before);
  };
  it('of a member who was recused tells her nothing any more', async () => {
    const told = await ApiCase.after(api, until('setUp'));
    const [appointed] = await api.sql(`select id from appointment where case_id = $1 and role = 'committeeMember'`, [told.id]);
    await lost(told, 'committeeMember', 'answerStandardItem', { item: 'A', outcome: 'answered', answer: '書いたこと' }, () =>
      told.act('founder', 'recuseMember', { member: appointed.id, ...reason }),
    );
  });
  it('of a member whose last day is past tells her nothing either', async () => {
    const told = await ApiCase.after(api, until('setUp'));
    await lost(told, 'secretariat', 'answerStandardItem', { item: 'B', outcome: 'answered', answer: '書いたこと' }, () =>
      api.sql(`update appointment set ends_on = starts_on where case_id = $1 and role = 'secretariat'`, [told.id]),
    );
  });
  it('of a relative who is none of the case any more tells her nothing', async () => {
    const told = await ApiCase.after(api, ['start']);
    const [mine] = await told.relatives();
    await lost(told, 'relative', 'askQuestion', { relative: mine, question: 'たずねたこと' }, () =>
      api.sql('update relative set person_id = null where id = $1', [mine]),
    );
  });
});

describe('a relative through the API', () => {
  it('gets what she and the offices did, and nothing another relative said', async () => {
    const told = await ApiCase.after(api, ['start', 'basic', 'explanation']);
    const [mine, other] = await told.relatives();
    for (const [by, relative] of [
      ['relative', mine],
      ['otherRelative', other],
    ] as const) {
      await told.act(by, 'recordIntention', { relative, wish: 'WISH', statedBy: 'ownForm' });
      await told.act(by, 'askQuestion', { relative, question: 'たずねたこと' });
    }
    const seen = async (by: Caller) => (await told.show(by)).history.map(({ id }: { id?: string }) => id);
    const ids = async (personId: string) =>
      (await api.sql('select id from act where case_id = $1 and person_id = $2', [told.id, personId])).map(({ id }) => id as string);
    const [hers, others] = [await ids(api.people.relatives[0]!.personId), await ids(api.people.relatives[1]!.personId)];
    expect([hers.length, others.length]).toEqual([2, 2]);
    expect(await seen('relative')).toEqual(expect.arrayContaining(hers));
    for (const id of others) expect(await seen('relative')).not.toContain(id);
    expect((await told.show('relative')).relatives.map(({ id }: { id: string }) => id)).toEqual([mine]);
  });
});

describe('the day of an act', () => {
  it('before the death or before the school knew is refused, and nothing is kept', async () => {
    const told = await ApiCase.report(api, { ago: 20 });
    await told.tell(chapters.start);
    const [relative] = await told.relatives();
    const rows = await api.rows();
    const acts = {
      recordCare: { note: '記' },
      tryContact: { relative, way: 'phone' },
      recordIntention: { relative, wish: 'WISH', statedBy: 'paper' },
    };
    for (const [act, data] of Object.entries(acts))
      for (const occurredOn of ['1900-01-01', told.day(-2)]) {
        const { status, body } = await told.act('founder', act as keyof typeof acts, { ...data, occurredOn });
        expect([act, status, body.errors]).toEqual([act, 422, [expect.objectContaining({ field: 'occurredOn', code: 'before-death' })]]);
      }
    expect((await told.act('founder', 'tryContact', { relative, way: 'phone', occurredOn: told.day(-1) })).body.errors[0].code).toBe(
      'before-awareness',
    );
    expect((await told.act('founder', 'recordCure', { curedOn: '1900-01-01' })).body.errors[0]).toMatchObject({
      field: 'curedOn',
      code: 'too-early',
    });
    expect(await api.rows()).toEqual(rows);
    expect((await told.act('founder', 'recordCare', { note: '記', occurredOn: told.day(-1) })).status).toBe(200);
  });
});
