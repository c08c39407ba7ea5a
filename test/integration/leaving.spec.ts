import type { DataSource } from 'typeorm';
import { CountOpenWork } from '#lib/administration';
import { addDays } from '#lib/calendar';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { newId, tokyoDate } from '#lib/kernel';
import { handoverWords as words, leavingWords, peopleWords, refusals, say, staffLetter } from '#lib/texts';
import { codeOn, comesByLetter, passwordChosen } from '../support/by-letter.js';
import { type Console, startConsole } from '../support/console.js';
import { handedIn } from '../support/form.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);

let pages: Console;
let worker: DataSource;
const today = tokyoDate(new Date());
const admin = 'kanri';
let school: string;

beforeAll(async () => {
  pages = await startConsole();
  worker = await openDataSource(pages.urls.worker);
  school = (await pages.sql<{ id: string }>(`select id from organisation where name like '%あおぞら%'`))[0]!.id;
});
afterAll(async () => {
  expect(pages.faults).toEqual([]);
  await worker.destroy();
  await pages.close();
});

const personOf = async (mailbox: string): Promise<string> =>
  (await openedBy((text, params) => pages.sql(text, params)).person()).find(({ email }) => email === `${mailbox}@mihon.example`)!.id;
const openGrants = (personId: string) =>
  pages.sql<{ id: string }>('select id from role_grant where person_id = $1 and (ends_on is null or ends_on >= $2)', [personId, today]);
const leaves = (who: string, personId: string, fields = {}) => pages.fillIn(who, `/people/${personId}/leave`, { leaves: 'yes', ...fields });
const countNow = async (): Promise<void> => {
  const handler = new CountOpenWork(new UnitOfWork(worker, new SystemClock(), new Listeners()));
  for (const { id } of await pages.sql<{ id: string }>(`select subject_id as id from outbox where job = 'count-open-work'`)) {
    await handler.handle(id);
    await handler.handle(id);
  }
};

async function newcomer(mailbox: string, post: string) {
  const email = `${mailbox}@mihon.example`;
  const shown = await pages.fillIn(admin, '/people/add', { personName: '見本 後任', email, post, startsOn: today });
  const [, id] = /\/people\/([0-9a-f-]{36})/.exec(shown.html)!;
  const signIn = async () => {
    const fields = { email, password: passwordChosen, next: '/' };
    return (await pages.app.inject({ method: 'POST', url: '/sign-in', ...handedIn(fields) })).statusCode;
  };
  return { id: id!, email, code: codeOn(shown.text), signIn };
}
const open = async (cookie: string, url = '/cases') => (await pages.app.inject({ method: 'GET', url, headers: { cookie } })).statusCode;

describe('who leaves', () => {
  it('is out with the very next request: roles, sessions, tokens and ways to sign in', async () => {
    const { id, email, code, signIn } = await newcomer('leaver', `${school}:school`);
    const cookie = await comesByLetter(pages.app, code);
    expect([await open(cookie), await signIn()]).toEqual([200, 303]);
    const [own] = await openGrants(id);
    const [grant] = await pages.sql<{ id: string }>(
      `insert into role_grant (id, person_id, role, organisation_id, starts_on) select $2, person_id, role, organisation_id, starts_on
         from role_grant where id = $1 returning id`,
      [own!.id, newId()],
    );
    await pages.sql(
      `insert into api_token (id, token_hash, grant_id, label, scope, created_at, taken_at) values ($1, 'x', $2, 'x', 'write', now(), now())`,
      [newId(), grant!.id],
    );
    const invitation = `insert into invitation (id, code_hash, person_id, app, purpose, made_by, made_at, ends_at)
      values ($1, $2, $3, 'console', 'first', $3, now(), now() + interval '1 day')`;
    await pages.sql(invitation, [newId(), newId(), id]);

    expect((await leaves(admin, id)).location).toBe(`/people/${id}?done=left`);
    expect(await open(cookie)).toBe(303);
    expect(await signIn()).toBe(422);
    expect(await openGrants(id)).toEqual([]);
    for (const table of ['session', 'totp', 'sign_in_step', 'passkey'])
      expect([table, await pages.sql(`select 1 from ${table} where person_id = $1`, [id])]).toEqual([table, []]);
    expect(await pages.sql('select revoked_at is not null as gone from api_token where grant_id = $1', [grant!.id])).toEqual([
      { gone: true },
    ]);
    expect(await pages.sql('select voided_at is not null as gone from invitation where person_id = $1 and used_at is null', [id])).toEqual([
      { gone: true },
    ]);

    const entries = await pages.sql<{ content: string }>(
      `select content from journal_entry where content like '%person-left%' order by at desc limit 1`,
    );
    expect(entries[0]!.content).toContain(id);
    expect(entries[0]!.content).not.toMatch(new RegExp(`見本|${email}`));
  });
  it('has left once: the form sent again changes nothing, and a new one finds nothing to end', async () => {
    const { id } = await newcomer('twice', `${school}:school`);
    const form = await pages.get(admin, `/people/${id}/leave`);
    const body = { leaves: 'yes', idempotencyKey: form.value('idempotencyKey')! };
    expect((await pages.post(admin, `/people/${id}/leave`, body)).status).toBe(303);
    expect((await pages.post(admin, `/people/${id}/leave`, body)).status).toBe(303);
    expect((await pages.get(admin, `/people/${id}/leave`)).status).toBe(409);
    expect((await pages.post(admin, `/people/${id}/leave`, { leaves: 'yes' })).status).toBe(409);
  });
  it('may come back by a new letter, and the old password stays closed', async () => {
    const { id, code, signIn } = await newcomer('back', `${school}:school`);
    await comesByLetter(pages.app, code);
    expect((await leaves(admin, id)).status).toBe(303);
    const shown = await pages.fillIn(admin, `/people/${id}/grants`, { post: `${school}:school`, startsOn: today });
    expect([shown.status, shown.text.includes(staffLetter.once)]).toEqual([200, true]);
    expect(await signIn()).toBe(422);
    expect(await open(await comesByLetter(pages.app, codeOn(shown.text)))).toBe(200);
    const more = await pages.fillIn(admin, `/people/${id}/grants`, { post: `${school}:school`, startsOn: addDays(today, 1) });
    expect(more.status).toBe(422);
  });
  it('is a person of this house: a relative with the same address keeps everything', async () => {
    const relative = await personOf('kazoku2');
    const stored = () =>
      pages.sql('select p.password_hash, p.name, g.role from person p join role_grant g on g.person_id = p.id where p.id = $1', [relative]);
    const before = await stored();
    const { id } = await newcomer('kazoku2', `${school}:school`);
    expect((await leaves(admin, id)).location).toBe(`/people/${id}?done=left`);
    expect(await stored()).toEqual(before);
    expect((await pages.get(admin, `/people/${id}`)).text).not.toMatch(/遺族|架空 そら/);
  });
  it('is not the last administrator, and not without the tick', async () => {
    const self = await personOf(admin);
    const refused = await leaves(admin, self);
    expect([refused.status, refused.text.includes(refusals['last-administrator'].title)]).toEqual([409, true]);
    const unticked = await pages.fillIn(admin, `/people/${await personOf('hidamari')}/leave`, {});
    expect([unticked.status, unticked.html.includes('href="#f-leaves"')]).toEqual([422, true]);
    expect(await openGrants(await personOf('hidamari'))).toHaveLength(1);
  });
  it('is let go by their own administrator alone', async () => {
    const id = await personOf('aozora');
    for (const who of ['kyoiku', 'kyoikucho', 'aozora', 'ken', 'cho']) {
      expect((await pages.get(who, `/people/${id}/leave`)).status).toBe(403);
      expect((await pages.post(who, `/people/${id}/leave`, { leaves: 'yes' })).status).toBe(403);
    }
    expect((await pages.get('gakuen-kanri', `/people/${id}/leave`)).status).toBe(404);
    expect((await pages.post('gakuen-kanri', `/people/${id}/leave`, { leaves: 'yes' })).status).toBe(404);
    expect((await openGrants(id)).length).toBeGreaterThan(0);
  });
});

describe('what is left open', () => {
  let principal: string;
  let grantId: string;
  let cases: readonly { id: string; case_no: string }[];
  beforeAll(async () => {
    principal = await personOf('aozora');
    cases = await pages.sql(`select id, case_no from survey_case where school_id = $1 and state <> 'CLOSED'`, [school]);
    const successor = await newcomer('successor', `${school}:school`);
    const wrong = await leaves(admin, principal, { successor: await personOf('koko') });
    expect([wrong.status, wrong.html.includes('href="#f-successor"')]).toEqual([422, true]);
    expect((await leaves(admin, principal, { successor: successor.id })).status).toBe(303);
    const [grant] = await pages.sql<{ id: string }>(
      `select id from role_grant g where person_id = $1 and not exists (select from api_token t where t.grant_id = g.id)`,
      [principal],
    );
    grantId = grant!.id;
    // The families were told this name.
    expect((await pages.fillIn(admin, `/people/${principal}/name`, { personName: '見本  担当' })).status).toBe(303);
  });

  it('is not counted for the administrator where a number would tell of a single case', async () => {
    const at = `/people/${principal}`;
    expect((await pages.get(admin, at)).text).toContain(leavingWords.counting);
    await countNow();
    const { text, html } = await pages.get(admin, at);
    expect(cases.length).toBeGreaterThan(0);
    expect(cases.length).toBeLessThan(5);
    expect(text).toContain(leavingWords.few);
    expect(text).toContain('見本 後任');
    for (const { id, case_no } of cases) expect([html.includes(id), html.includes(case_no)]).toEqual([false, false]);
    expect(await pages.sql('select cases from handover where grant_id = $1', [grantId])).toEqual([{ cases: null }]);
    const [{ deadlines } = { deadlines: null }] = await pages.sql<{ deadlines: number | null }>(
      'select deadlines from handover where grant_id = $1',
      [grantId],
    );
    expect(deadlines === null || deadlines >= 5).toBe(true);
  });
  it('is listed for the founder: the cases, the contact the family knows, what waits, and the next date', async () => {
    const { status, text, html } = await pages.get('kyoiku', '/handover');
    expect(status).toBe(200);
    for (const { id, case_no } of cases) expect([html.includes(`/cases/${id}`), text.includes(case_no)]).toEqual([true, true]);
    expect(text).toContain(words.contact);
    expect(text).toMatch(new RegExp(say(words.deadlines, { count: '\\d+', rule: '' }).slice(0, 6)));
    expect(text).toContain(say(words.successor, { name: '見本 後任' }));
    const reads = await pages.sql(
      `select distinct case_id from journal_entry where content::json->>'event' = 'read' and content::json->'facts'->>'what' = 'handover'`,
    );
    expect(reads.length).toBeGreaterThanOrEqual(cases.length);
  });
  it('is nothing to another founder, a prefecture, a reader, an administrator', async () => {
    for (const who of ['ken', 'cho', admin]) {
      expect((await pages.get(who, '/handover')).status).toBe(403);
      expect((await pages.post(who, `/handover/${grantId}/close`, {})).status).toBe(403);
    }
    for (const who of ['gakuen', 'hidamari', 'koko']) {
      const { text } = await pages.get(who, '/handover');
      for (const { case_no } of cases) expect(text).not.toContain(case_no);
      expect((await pages.post(who, `/handover/${grantId}/close`, {})).status).toBe(404);
      expect((await pages.post(who, `/handover/${grantId}/successor`, { successor: principal })).status).toBe(404);
    }
    expect((await pages.get('gakuen', '/handover')).text).toContain(words.none);
  });
  it('gets a successor of the same organisation, and is closed once', async () => {
    const at = `/handover/${grantId}`;
    for (const successor of ['x', newId(), principal, await personOf('koko'), await personOf('hidamari')])
      expect([successor, (await pages.post('kyoiku', `${at}/successor`, { successor })).status]).toEqual([successor, 422]);
    expect((await pages.post('kyoiku', `${at}/successor`, { successor: await personOf('successor') })).location).toBe(
      '/handover?done=successor',
    );
    const key = { idempotencyKey: newId() };
    expect((await pages.post('kyoiku', `${at}/close`, key)).location).toBe('/handover?done=closed');
    expect((await pages.post('kyoiku', `${at}/close`, key)).location).toBe('/handover?done=closed');
    expect((await pages.post('kyoiku', `${at}/close`, {})).status).toBe(404);
    expect((await pages.get('kyoiku', '/handover')).text).not.toContain(cases[0]!.case_no);
    expect((await pages.get(admin, `/people/${principal}`)).text).toContain(leavingWords.closed);
  });
  it('is listed before the last day too, while that is near', async () => {
    const id = await personOf('hidamari');
    const [grant] = await openGrants(id);
    const ends = (endsOn: string) => pages.post(admin, `/people/grants/${grant!.id}/last-day`, { endsOn });
    expect((await ends(addDays(today, 90))).status).toBe(303);
    expect((await pages.get('kyoiku', '/handover')).text).not.toContain('見本 小学校長');
    expect((await ends(addDays(today, 20))).status).toBe(303);
    const { text } = await pages.get('hidamari', '/handover');
    expect(text).toContain('見本 小学校長');
    expect(text).toContain(words.alone);
    expect(peopleWords.nav.handover).toBe(words.title);
  });
});
