import type { DemoAccount } from '../../apps/solo/demo.js';
import { demoWords } from '#lib/texts';
import { handedIn, withoutTokens } from '../support/form.js';
import { House } from '../support/house.js';
import { theFirst } from '../support/journey.js';

jest.setTimeout(180_000);

/** Which of the six demo cases each account finds, by the number of the pupil; the wall is the same in lists, pages and writes. */
const policy: Readonly<Record<string, readonly number[]>> = {
  kyoiku: [0, 1, 2, 4],
  kyoikucho: [0, 1, 2, 4],
  aozora: [0, 1, 2, 4],
  hidamari: [], // another school of the same founder
  kanri: [], // an administrator sees no case content
  'gakuen-kanri': [],
  gakuen: [3, 5],
  rijicho: [3, 5],
  koko: [3, 5],
  ken: [], // the founder's head has set no wish aside, nothing is serious
  cho: [], // no family has consented
  iincho: [2, 4],
  jimukyoku: [2, 4],
  iin: [], // in the committee, but appointed to no case
  kazoku1: [1],
  kazoku2: [1],
  kazoku3: [2],
  kazoku4: [2],
  kazoku5: [4],
  kazoku6: [4],
  dairinin: [2], // stands for kazoku3
};
const never = '00000000-0000-4000-8000-000000000000';
const below: Readonly<Record<DemoAccount['app'], readonly string[]>> = {
  console: ['', '/acts', '/acts/nameRelative', '/journal', '/report'],
  family: [
    '',
    '/intention',
    '/questions',
    '/draft',
    '/draft/parts/1',
    '/report',
    '/progress',
    '/objection',
    '/publication-wish',
    '/supplement',
    '/reminders',
    '/jsc',
    '/restore-contact',
  ],
  committee: ['', '/items', '/draft', '/opinions', '/records', '/members', '/acts', '/acts/answerStandardItem'],
};
const writes: Readonly<Record<DemoAccount['app'], readonly string[]>> = {
  console: ['/steps/startBasicSurvey', '/acts/recordCare', '/acts/askQuestion'],
  family: ['/intention', '/questions', '/supplement', '/reminders'],
  committee: ['/steps/showDraft', '/acts/answerStandardItem', '/draft'],
};

let house: House;
let cases: string[];
const cookies = new Map<string, string>();

const get = (origin: string, path: string, cookie = ''): Promise<Response> =>
  fetch(origin + path, { headers: { cookie }, redirect: 'manual' });
const post = (origin: string, path: string, fields: Readonly<Record<string, string>>, cookie?: string): Promise<Response> => {
  const { headers, payload } = handedIn(fields, cookie);
  return fetch(origin + path, { method: 'POST', headers, body: payload, redirect: 'manual' });
};
const signIn = ({ email, password }: DemoAccount, app: DemoAccount['app']): Promise<Response> =>
  post(house.origins[app], '/sign-in', { email, password, next: '/' });
const cookieOf = (response: Response): string => (response.headers.getSetCookie()[0] ?? '').split(';')[0]!;
/** A page without what differs from one showing to the next. */
const bare = async (response: Response): Promise<string> =>
  withoutTokens(await response.text())
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/\d\d:\d\d/g, '');
const written = () =>
  house.query(
    'select (select count(*) from act) as acts, (select count(*) from case_state) as steps, (select count(*) from idempotency) as keys',
  );

beforeAll(async () => {
  house = await House.open();
  const pupils = await house.opened.column('survey_case', 'pupil_name');
  cases = demoWords.pupils.map((pupil) => pupils.find(({ text }) => text === pupil)!.id);
  for (const mailbox of Object.keys(policy)) {
    const account = house.account(mailbox);
    cookies.set(mailbox, cookieOf(await signIn(account, account.app)));
  }
});
afterAll(() => house?.leave());

it('the demo has no account without a line in this table', () => {
  expect(Object.keys(policy).sort()).toEqual(house.demo.accounts.map(({ email }) => email.split('@')[0]).sort());
});

describe.each(Object.entries(policy))('%s', (mailbox, mine) => {
  const own = () => house.account(mailbox);
  const origin = () => house.origins[own().app];
  const cookie = () => cookies.get(mailbox)!;

  it(`finds ${mine.length} of the six cases by their address, and no other`, async () => {
    const found: number[] = [];
    for (const [at, id] of cases.entries()) {
      const { status } = await get(origin(), `/cases/${id}`, cookie());
      expect([at, status]).toEqual([at, mine.includes(at) ? 200 : expect.any(Number)]);
      if (status === 200) found.push(at);
    }
    expect(found).toEqual(mine);
  });

  it('gets for a foreign case, on every page of it, the answer for a case that never was', async () => {
    const foreign = cases.filter((_, at) => !mine.includes(at));
    for (const path of below[own().app]) {
      const nothing = await get(origin(), `/cases/${never}${path}`, cookie());
      const words = await bare(nothing);
      expect([path, [403, 404]]).toEqual([path, expect.arrayContaining([nothing.status])]);
      for (const id of foreign) {
        const answer = await get(origin(), `/cases/${id}${path}`, cookie());
        expect([path, answer.status, await bare(answer)]).toEqual([path, nothing.status, words]);
      }
    }
  });

  it('writes nothing into a foreign case', async () => {
    const before = await written();
    const foreign = cases.filter((_, at) => !mine.includes(at));
    for (const path of writes[own().app])
      for (const id of [foreign[0]!, foreign.at(-1)!]) {
        const fields = {
          idempotencyKey: crypto.randomUUID(),
          version: '1',
          note: theFirst,
          question: theFirst,
          wish: 'WISH',
          insufficient: theFirst,
          item: 'A',
          outcome: 'answered',
          answer: theFirst,
          content: theFirst,
          occurredOn: '2026-04-01',
          relative: never,
        };
        const { status } = await post(origin(), `/cases/${id}${path}`, fields, cookie());
        expect([path, [403, 404]]).toEqual([path, expect.arrayContaining([status])]);
      }
    expect(await written()).toEqual(before);
  });

  it('cannot sign in to another app, nor use the session of its own there', async () => {
    for (const app of (['console', 'family', 'committee'] as const).filter((one) => one !== own().app)) {
      const answer = await signIn(own(), app);
      expect([app, answer.status, answer.headers.getSetCookie()]).toEqual([app, expect.any(Number), []]);
      expect([422, 429]).toContain(answer.status); // As if the password were wrong; and so, after some, too often.
      const entered = await get(house.origins[app], `/cases/${cases[mine[0] ?? 0]}`, cookie());
      expect([app, entered.status, entered.headers.get('location')]).toEqual([app, 303, expect.stringMatching(/^\/sign-in/)]);
    }
  });
});

it('pages of other roles are closed: reporting to readers and administrators, the journal to schools', async () => {
  const status = async (mailbox: string, path: string) => (await get(house.origins.console, path, cookies.get(mailbox))).status;
  for (const mailbox of ['ken', 'cho', 'kanri', 'gakuen-kanri'])
    expect([mailbox, await status(mailbox, '/cases/report')]).toEqual([mailbox, 403]);
  for (const mailbox of ['aozora', 'kyoiku', 'koko']) expect([mailbox, await status(mailbox, '/cases/report')]).toEqual([mailbox, 200]);
  expect(await status('kyoiku', `/cases/${cases[1]}/journal`)).toBe(200);
  expect([403, 404]).toContain(await status('aozora', `/cases/${cases[1]}/journal`));
});
