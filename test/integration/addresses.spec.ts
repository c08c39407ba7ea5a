import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type ActName, actForms, actNames } from '#lib/cases';
import { fieldsOf } from '#lib/forms';
import { tokyoDate } from '#lib/kernel';
import { codeOn, typesCode } from '../support/by-letter.js';
import { type FourApps, startFourApps } from '../support/four-apps.js';
import { type Fields, handedIn } from '../support/form.js';

jest.setTimeout(240_000);

/** Who has an account, and somebody with an address as long who has none. Neither belongs to the house that asks. */
const pairs = [
  ['koko@mihon.example', 'zoko@mihon.example'],
  ['kazoku1@mihon.example', 'zazoku1@mihon.example'],
] as const;
const today = tokyoDate(new Date());
/** Every request from an address of its own: how fast one may ask is not what is tried here. */
let visits = 0;
const remoteAddress = () => `203.0.113.${(visits += 1) % 250}`;

let four: FourApps;
let caseId: string;
let relative: string;
let school: string;
let token: string;

beforeAll(async () => {
  four = await startFourApps();
  token = four.tokens.find(({ role }) => role === 'founder')!.token;
  [{ id: caseId }] = (await four.sql<{ id: string }>(
    `select c.id from survey_case c join organisation o on o.id = c.founder_id where o.name like '%みほん市%' and c.state = 'DETAILED_RUNNING' limit 1`,
  )) as [{ id: string }];
  [{ id: relative }] = (await four.sql<{ id: string }>('select id from relative where case_id = $1 and person_id is not null limit 1', [
    caseId,
  ])) as [{ id: string }];
  [{ id: school }] = (await four.sql<{ id: string }>(`select id from organisation where name like '%あおぞら%'`)) as [{ id: string }];
});
afterAll(async () => {
  expect(four.faults).toEqual([]);
  await four.close();
});

interface Heard {
  readonly status: number;
  readonly said: string;
  readonly bytes: number;
  readonly ms: number;
}
/** What of an answer is new each time, made equal: ids, tokens, codes of letters, versions; and the address itself. */
const evened = (text: string, email: string): string =>
  text
    .replaceAll(/(name="(?:formToken|idempotencyKey)" value=")[^"]*/g, '$1')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replaceAll(/[A-Z2-9]{4}(?:\s*(?:<[^>]*>)*\s*-\s*(?:<[^>]*>)*\s*[A-Z2-9]{4}){3}/g, 'code')
    .replaceAll(/\b\d{2}:\d{2}\b/g, 'hour')
    .replaceAll(/"version":\s*\d+/g, 'version')
    .replaceAll(email, 'address')
    .replaceAll(email.split('@')[0]!, 'mailbox');

async function page(who: string | null, at: string, fields: Fields, email: string): Promise<Heard> {
  const cookie = who === null ? undefined : await four.signedIn(who);
  const form = who === null ? '' : (await four.app.console.inject({ url: at, headers: { cookie: cookie! } })).body;
  const value = (name: string) => new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(form)?.[1];
  const carried = Object.fromEntries(['idempotencyKey', 'version'].flatMap((name) => (value(name) ? [[name, value(name)!]] : [])));
  const from = performance.now();
  const answer = await four.app.console.inject({
    method: 'POST',
    url: at,
    remoteAddress: remoteAddress(),
    ...handedIn({ ...carried, ...fields, email }, cookie),
  });
  return heard(answer, email, from);
}
async function api(act: ActName, data: object, email: string): Promise<Heard> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const { version } = (await four.app.api.inject({ url: `/v1/cases/${caseId}`, headers })).json<{ version: number }>();
  const from = performance.now();
  const answer = await four.app.api.inject({
    method: 'POST',
    url: `/v1/cases/${caseId}/acts/${act}`,
    headers,
    payload: JSON.stringify({ ...data, email, version }),
  });
  return heard(answer, email, from);
}
function heard(answer: { statusCode: number; body: string; headers: Record<string, unknown> }, email: string, from: number): Heard {
  const said = evened(`${String(answer.headers['location'] ?? '')}\n${answer.body}`, email);
  return { status: answer.statusCode, said, bytes: Buffer.byteLength(said), ms: performance.now() - from };
}
const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]!;

/** Asks in turns for somebody known and somebody unknown: the same status, the same bytes, and times that lie within each other's. */
async function tellsNothing(ask: (email: string) => Promise<Heard>, fine: readonly number[], turns = 2): Promise<void> {
  for (const [known, unknown] of pairs) {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let turn = 0; turn < turns; turn += 1) {
      // A new spelling each turn, so that what is entered once can be entered again.
      const tagged = (email: string) => (turn % 2 === 0 ? email : email.toUpperCase());
      const order = turn % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
      const told = {} as Record<'known' | 'unknown', Heard>;
      for (const which of order) told[which] = await ask(tagged(which === 'known' ? known : unknown));
      expect({ ...told.known, ms: 0 }).toEqual({ ...told.unknown, ms: 0 });
      expect(fine).toContain(told.known.status);
      for (const which of order) times[which].push(told[which].ms);
    }
    const [a, b] = [median(times.known), median(times.unknown)];
    // Both sides ran beside the same neighbours; a second password hash or a query for one of them alone would be far outside.
    expect(Math.abs(a - b)).toBeLessThan(Math.max(60, Math.min(a, b)));
  }
}

const acts: Readonly<Partial<Record<ActName, () => Record<string, string>>>> = {
  nameRelative: () => ({ relativeName: '見本 なまえ', relation: 'other', term: 'jishi' }),
  nameRepresentative: () => ({ relative, representativeName: '見本 だいり', representativeKind: 'lawyer', maySpeak: 'yes' }),
  appointMember: () => ({
    memberName: '見本 いいん',
    memberRole: 'committeeMember',
    profession: '精神科医',
    nominatingBody: '医師会',
    outside: 'yes',
  }),
};
/** In this order: whoever was added is found here afterwards. */
const forms: Readonly<Record<string, () => Promise<void>>> = {
  FindPerson: () => tellsNothing((email) => page('kanri', '/people/search', {}, email), [200, 404, 422]),
  SignInForm: () => tellsNothing((email) => page(null, '/sign-in', { password: '違うパスワードを入れます' }, email), [422], 4),
  AddPerson: () => {
    const person = { personName: '見本 しけん', post: `${school}:school`, startsOn: today };
    return tellsNothing((email) => page('kanri', '/people/add', person, email), [200, 422]);
  },
};

describe('what takes an address', () => {
  it('is all here: every act, every form and every page with a field for one', () => {
    const withEmail = actNames.filter((act) => fieldsOf(actForms[act]).some(({ kind }) => kind === 'email'));
    expect(withEmail.sort()).toEqual(Object.keys(acts).sort());
    const root = path.resolve(__dirname, '../..');
    const sources = ['libs', 'apps'].flatMap((part) =>
      readdirSync(path.join(root, part), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file) && !file.includes('.spec.'))
        .map((file) => ({ file: `${part}/${file}`, text: readFileSync(path.join(root, part, file), 'utf8') })),
    );
    const classes = sources.flatMap(({ text }) =>
      [...text.matchAll(/class (\w+)[^{]*\{((?:(?!\nclass |\nexport class ).)*?@Email\(.*?)\n\}/gs)].map(([, name]) => name!),
    );
    const named = ['NameRelative', 'NameRepresentative', 'AppointMember'];
    expect([...new Set(classes)].sort()).toEqual([...Object.keys(forms), ...named].sort());
    const pages = sources.filter(({ text }) => /<(EmailField|OwnAddress)\b/.test(text)).map(({ file }) => file);
    expect(pages.sort()).toEqual([
      'libs/accounts/invitations/own-address.tsx',
      'libs/accounts/second-factor/mail.pages.tsx',
      'libs/accounts/sign-in.page.tsx',
    ]);
  });

  it.each(Object.keys(forms))('%s answers somebody known and somebody unknown alike', (form) => forms[form]!());

  it.each(['koko', 'zoko', 'kazoku1', 'zazoku1'])('and afterwards %s is a person of this house in every list', async (mailbox) => {
    const cookie = await four.signedIn('kanri');
    const found = await four.app.console.inject({
      method: 'POST',
      url: '/people/search',
      ...handedIn({ email: `${mailbox}@mihon.example` }, cookie),
    });
    const at = String(found.headers['location']);
    expect(at).toMatch(/^\/people\/[0-9a-f-]{36}$/);
    const own = (await four.app.console.inject({ url: at, headers: { cookie } })).body;
    expect(own).toContain(`${mailbox}@mihon.example`);
    expect((await four.app.console.inject({ url: '/recovery', headers: { cookie } })).body).toContain(at.slice('/people/'.length));
  });

  it.each(Object.keys(acts) as ActName[])('%s of a case does, on the page and through the API', async (act) => {
    const data = { occurredOn: today, ...acts[act]!() };
    // Relatives of the same founder are its own: whom it lets in again is told in let-in.spec.ts.
    const other = (email: string) => email.replace(/kazoku1/i, 'koko').replace(/zazoku1/i, 'zoko');
    await tellsNothing((email) => page('kyoiku', `/cases/${caseId}/acts/${act}`, data, other(email)), [303]);
    const typed = { ...data, ...('maySpeak' in data ? { maySpeak: true } : {}) };
    await tellsNothing((email) => api(act, typed, other(email)), [200]);
  });
});

describe('the address somebody comes by letter types', () => {
  it('is answered alike, and a wrong code after it', async () => {
    const cookie = await four.signedIn('kanri');
    for (const pair of pairs) {
      const said: Record<string, Heard>[] = [];
      for (const email of pair) {
        const found = await four.app.console.inject({ method: 'POST', url: '/people/search', ...handedIn({ email }, cookie) });
        const letter = await four.app.console.inject({
          method: 'POST',
          url: `${String(found.headers['location'])}/letter`,
          ...handedIn({}, cookie),
        });
        const { to, browser } = await typesCode(four.app.console, codeOn(letter.body.replaceAll(/<[^>]*>/g, ' ')));
        expect(to).toBe('/sign-in/enrol');
        const asks = async (url: string, fields: Readonly<Record<string, string>>) =>
          heard(await browser.post(`/sign-in/enrol/${url}`, fields), email, performance.now());
        said.push({
          choice: heard(await browser.get('/sign-in/enrol'), email, performance.now()),
          shown: heard(await browser.get('/sign-in/enrol/totp'), email, performance.now()),
          sent: await asks('address/send', { email }),
          wrong: await asks('address', { code: '000000' }),
          again: await asks('address/send', {}),
        });
      }
      const [known, unknown] = said.map((one) => Object.entries(one).map(([name, { ms: _, ...rest }]) => [name, rest]));
      expect(known).toEqual(unknown);
    }
  });
});
