import { type Api, type Caller, type Json, startApi } from '../support/api.js';
import { ApiCase } from '../support/api-case.js';

jest.setTimeout(120_000);
let api: Api;
let cases: ApiCase[];

beforeAll(async () => {
  api = await startApi();
  cases = [];
  for (let n = 0; n < 7; n++) cases.push(await ApiCase.report(api, { ago: 40 + n }));
  for (const one of cases.slice(0, 2))
    await one.tell([
      {
        on: 0,
        by: 'founder',
        act: 'nameRelative',
        data: ({ emails }) => ({ relativeName: '架空 母', relation: 'mother', term: 'jishi', email: emails.relatives[0] }),
      },
    ]);
  const ids = cases.map((one) => one.id);
  await api.sql('update survey_case set next_due_on = null where id = any($1)', [ids.slice(0, 3)]);
  await api.sql(`update survey_case set next_due_on = '2026-01-07' where id = any($1)`, [ids.slice(3, 5)]);
  await api.sql(`update survey_case set next_due_on = '2199-01-07' where id = any($1)`, [ids.slice(5, 6)]);
  await api.sql(`update survey_case set reported_at = '2026-01-01T00:00:00.123Z' where id = any($1)`, [ids.slice(2, 6)]);
  await ApiCase.report(api, { by: 'otherSchool' });
});
afterAll(() => api?.close());

/** Every item of a list, page by page; fails where the pages do not end. */
async function pages(caller: Caller, query: string): Promise<Json[]> {
  const items: Json[] = [];
  for (let next: string | null = '', left = 50; next !== null; left--) {
    if (left === 0) throw new Error('the list does not end');
    const { status, body, text } = await api.ask(caller, 'GET', `/v1/cases?${query}${next && `&after=${encodeURIComponent(next)}`}`);
    if (status !== 200) throw new Error(text);
    items.push(...body.items);
    next = body.next;
  }
  return items;
}
const sorted = (ids: readonly string[]) => [...ids].sort();
const idsOf = (items: readonly Json[]): string[] => items.map((one) => one.id);

describe.each([1, 2, 3, 7, 8, 200])('with %d on a page', (limit) => {
  it('every case comes once, the earliest deadline first and those without one last', async () => {
    const items = await pages('founder', `limit=${limit}`);
    expect(sorted(idsOf(items))).toEqual(sorted(cases.map((one) => one.id)));
    const dues = items.map((one) => one.nextDueOn ?? '9999');
    expect(dues).toEqual([...dues].sort());
    expect(dues.filter((due) => due === '9999')).toHaveLength(3);
  });
  it('every case comes once, the latest report first', async () => {
    const items = await pages('founder', `sort=reported&limit=${limit}`);
    expect(sorted(idsOf(items))).toEqual(sorted(cases.map((one) => one.id)));
    const reported = items.map((one) => one.reportedAt);
    expect(reported).toEqual([...reported].sort().reverse());
  });
  it('what is late comes once', async () => {
    const items = await pages('school', `late=true&limit=${limit}`);
    expect(items.length).toBe(3);
    expect(items.every((one) => one.late && one.nextDueOn < '2199')).toBe(true);
  });
});

it('the first page is the whole of a short list, and says that nothing follows', async () => {
  const { body } = await api.ask('founder', 'GET', '/v1/cases');
  expect([body.items.length, body.next]).toEqual([7, null]);
  expect(Object.keys(body)).toEqual(['items', 'next']);
});

it('finds by state and by number, however the number is written', async () => {
  const [first] = cases;
  const { caseNo } = await first!.show();
  expect(idsOf(await pages('founder', `caseNo=${caseNo}`))).toEqual([first!.id]);
  expect(idsOf(await pages('founder', `caseNo=${caseNo.toLowerCase()}`))).toEqual([first!.id]);
  expect(await pages('founder', 'caseNo=Y-0000-0000')).toEqual([]);
  expect(await pages('founder', 'state=INTAKE&limit=2')).toHaveLength(7);
  expect(await pages('founder', 'state=CLOSED')).toEqual([]);
  expect(await pages('founder', 'state=CLOSED&late=true&sort=reported')).toEqual([]);
});

it('holds what is within the scope of who asks, page by page too', async () => {
  const seen = async (caller: Caller) => (await pages(caller, 'limit=1')).length;
  const expected: Partial<Record<Caller, number>> = {
    founder: 7,
    founderHead: 7,
    school: 7,
    neighbourSchool: 0,
    otherFounder: 1,
    otherSchool: 1,
    committeeMember: 0,
    secretariat: 0,
    relative: 2,
    otherRelative: 0,
    strangeRelative: 0,
    prefecture: 0,
    reader: 0,
  };
  for (const [caller, count] of Object.entries(expected)) expect([caller, await seen(caller as Caller)]).toEqual([caller, count]);
});

it('a cursor of another sort or of nobody is refused, and tells nothing', async () => {
  const { next } = (await api.ask('founder', 'GET', '/v1/cases?limit=1')).body;
  expect((await api.ask('founder', 'GET', `/v1/cases?limit=1&sort=reported&after=${next}`)).status).toBe(422);
  expect((await api.ask('otherFounder', 'GET', `/v1/cases?limit=1&after=${next}`)).body.items).toHaveLength(1);
});
