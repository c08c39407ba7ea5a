import { newId, tokyoDate } from '#lib/kernel';
import { sealAct } from '../../libs/cases/act.seal.js';
import type { ActName } from '#lib/cases';
import { type FourApps, startFourApps } from '../support/four-apps.js';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(120_000);

let four: FourApps;
let caseId: string;
let relative: { id: string; personId: string };
beforeAll(async () => {
  four = await startFourApps();
  ({ caseId, ...relative } = (
    await four.sql<{ caseId: string; id: string; personId: string }>(
      `select r.case_id as "caseId", r.id, r.person_id as "personId" from relative r join survey_case c on c.id = r.case_id
        where r.person_id is not null and exists (select from appointment p where p.case_id = c.id and p.person_id is not null)
          and c.state not in ('CLOSED', 'NOT_MOVED') order by (select count(*) from act where case_id = c.id) desc limit 1`,
    )
  )[0]!);
  await enter();
});
afterAll(() => four?.close());

const count = 2_000;
/** The entries, oldest first. */
let entries: readonly string[];
const words = 'あ'.repeat(300);
/** What a relative, an office and a committee can enter again and again. */
function entered(): readonly (readonly [ActName, string, object])[] {
  const asked = Array.from({ length: count / 4 }, () => newId());
  const own = { relative: relative.id };
  return asked.flatMap((id, n) => [
    ['askQuestion', 'relative', { ...own, question: `質問その${n}の${words}`, id }] as const,
    n % 2 ? (['answerQuestion', 'founder', { to: id, answer: words }] as const) : (['nameParty', 'school', { partyName: words }] as const),
    n % 3
      ? (['giveOpinion', 'relative', { ...own, opinion: words }] as const)
      : (['recordIntention', 'relative', { ...own, wish: 'WISH', scope: words }] as const),
    n % 3
      ? (['sendProgressNote', 'founder', { period: words, done: words, next: words }] as const)
      : (['recordObjection', 'relative', { ...own, objection: words }] as const),
  ]);
}

async function enter(): Promise<void> {
  const box = await testVault.within({ query: (sql, params) => four.sql(sql, [...(params ?? [])]) }).ofCase(caseId);
  const [now] = await four.sql<{ version: number; founderId: string }>(
    'select version, founder_id as "founderId" from survey_case where id = $1',
    [caseId],
  );
  const enteredAt = new Date();
  const rows = entered().map(([name, role, { id = newId(), ...data }]: readonly [ActName, string, { id?: string }], at) => {
    const said = {
      id,
      atVersion: now!.version + at + 1,
      name,
      occurredOn: tokyoDate(enteredAt),
      enteredAt,
      personId: relative.personId,
      role,
    };
    const act = { ...said, organisationId: now!.founderId };
    return { ...act, data: sealAct(box, act, data) };
  });
  await four.sql(
    `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, organisation_id, data)
     select id, $1, "atVersion", name, "occurredOn", "enteredAt", "personId", role, "organisationId", data
       from jsonb_to_recordset($2::jsonb) e (id uuid, "atVersion" int, name text, "occurredOn" date, "enteredAt" timestamptz, "personId" uuid, role text,
         "organisationId" uuid, data jsonb)`,
    [caseId, JSON.stringify(rows)],
  );
  entries = rows.map(({ id }) => id);
  await four.sql('update survey_case set version = version + $2 where id = $1', [caseId, rows.length]);
}

const look = async (mailbox: string, path: string): Promise<string> => {
  const { app } = four.accounts.find(({ email }) => email.startsWith(`${mailbox}@`))!;
  const { statusCode, body } = await four.app[app].inject({ url: path, headers: { cookie: await four.signedIn(mailbox) } });
  if (statusCode !== 200) throw new Error(`${mailbox} ${path}: ${statusCode}`);
  return body;
};
/** A list from its first page to its last, by the links a reader follows. */
async function allPages(mailbox: string, path: string, name: string): Promise<readonly string[]> {
  const pages: string[] = [];
  for (let next: string | undefined = path; next !== undefined;) {
    const body = await look(mailbox, next);
    pages.push(body);
    const following = [...body.matchAll(new RegExp(`href="([^"]+[?]${name}=(\\d+))#`, 'g'))].find(
      ([, , page]) => Number(page) === pages.length + 1,
    );
    next = following?.[1];
  }
  return pages;
}

it.each<[string, readonly string[]]>([
  ['kyoiku', ['', '/acts', '/acts/answerQuestion', '/acts/declareInterests', '/acts/recordIntention']],
  [
    'kazoku5',
    ['', '/questions', '/progress', '/draft', '/objection', '/intention', '/supplement', '/jsc', '/entered', '/representative', '/opened'],
  ],
  ['iincho', ['', '/opinions', '/records', '/members', '/draft', '/items', '/acts', '/acts/declareInterests', '/journal']],
  ['jimukyoku', ['/acts/answerQuestion']],
])('a page of a case with thousands of entries is no longer than one with hundreds, for %s', async (mailbox, paths) => {
  const long: string[] = [];
  for (const path of paths) {
    const bytes = Buffer.byteLength(await look(mailbox, `/cases/${caseId}${path}`));
    if (bytes > 200_000) long.push(`${path}: ${bytes}`);
  }
  expect(long).toEqual([]);
});

it('a relative finds every question of hers, page after page', async () => {
  const found = new Set(
    (await allPages('kazoku5', `/cases/${caseId}/questions`, 'waiting')).flatMap((body) => body.match(/質問その\d+の/g) ?? []),
  );
  expect(found.size).toBeGreaterThan(200);
  for (const body of await allPages('kazoku5', `/cases/${caseId}/questions`, 'answered'))
    for (const one of body.match(/質問その\d+の/g) ?? []) found.add(one);
  expect(found.size).toBe(count / 4);
});

it('an office finds every entry, page after page', async () => {
  const pages = await allPages('kyoiku', `/cases/${caseId}`, 'entries');
  const acts = new Set(pages.flatMap((body) => body.match(/\/acts\/\w+\/[0-9a-f-]{36}/g) ?? []));
  for (const id of entries) expect([...acts].some((one) => one.endsWith(id))).toBe(true);
});

it('a question that waits longer than those a form offers is answered by the link that names it', async () => {
  const [oldest] = entries;
  const form = (path: string) => look('kyoiku', `/cases/${caseId}/acts/answerQuestion${path}`);
  expect(await form('')).not.toContain(oldest);
  expect(await form(`?to=${oldest}`)).toMatch(new RegExp(`value="${oldest}" selected`));
});

it('a program reads the history a page at a time, and all of it', async () => {
  const page = async (query: string, { token } = four.tokens.find(({ role }) => role === 'founder')!) => {
    const { statusCode, json } = await four.app.api.inject({
      url: `/v1/cases/${caseId}${query}`,
      headers: { authorization: `Bearer ${token}` },
    });
    return { statusCode, body: json() as { history: { id?: string }[]; earlier: string | null; code?: string } };
  };
  const ids: (string | undefined)[] = [];
  let query: string | null = '';
  while (query !== null) {
    const { body } = await page(query);
    expect(body.history.length).toBeLessThanOrEqual(200);
    ids.unshift(...body.history.map(({ id }) => id));
    query = body.earlier && `?before=${body.earlier}`;
  }
  expect(ids.filter((id) => id !== undefined && entries.includes(id))).toEqual(entries.filter((id) => ids.includes(id)));
  expect(new Set(ids.filter(Boolean)).size).toBe(ids.filter(Boolean).length);
  expect(ids.length).toBeGreaterThan(count / 2);
  for (const wrong of ['?before=0', '?before=x', '?before=1&before=2'])
    expect([(await page(wrong)).statusCode, (await page(wrong)).body.code]).toEqual([422, 'bad-input']);
});
