import { tokyoDate } from '#lib/kernel';
import { familyLetter as words, journalWords } from '#lib/texts';
import { codeIn } from '../../libs/accounts/domain/invitation-code.js';
import { type Console, startConsole } from '../support/console.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);
const today = tokyoDate(new Date());

const familyOrigin = 'https://kazoku.example.jp';
let console: Console;
let at: string;
let caseId: string;
/** Aunt: named without an account; mother: has one of the demo. */
const letters = {} as Record<'aunt' | 'mother', string>;
const relatives = {} as Record<'aunt' | 'mother', string>;
const codeOf = (text: string): string => /[A-Z2-9]{4}(?:-\s*[A-Z2-9]{4}){3}/.exec(text.replace(/\s*-\s*/g, '-'))?.[0] ?? 'none';
const people = () => openedBy((text, params) => console.sql(text, params)).person();
const idOf = async (mailbox: string) => (await people()).find(({ email }) => email === `${mailbox}@mihon.example`)!.id;
const lastEvents = (count: number) =>
  console.sql<{ event: string; facts: Record<string, unknown> }>(
    `select content::jsonb->>'event' as event, content::jsonb->'facts' as facts from journal_entry
      where content::jsonb->>'event' not in ('read', 'signed-in') order by at desc, seq desc limit $1`,
    [count],
  );

beforeAll(async () => {
  console = await startConsole({ familyOrigin });
  ({ path: at, id: caseId } = await console.inState('INTENTION_PENDING'));
  await console.fillIn('kyoiku', `${at}/acts/nameRelative`, {
    occurredOn: today,
    relativeName: '架空 花代',
    relation: 'other',
    term: 'jisatsu',
    email: 'hanayo@kazoku.example',
  });
  const rows = await console.sql<{ id: string; personId: string | null; relation: string; term: string }>(
    'select id, person_id as "personId", relation, term from relative where case_id = $1',
    [caseId],
  );
  relatives.aunt = rows.find(({ relation }) => relation === 'other')!.id;
  relatives.mother = rows.find(({ personId }) => personId !== null)!.id;
  for (const who of ['aunt', 'mother'] as const) letters[who] = `${at}/relatives/${relatives[who]}/letter`;
});
afterAll(() => console.close());

describe('the letter to a relative who was never invited', () => {
  it('is offered beside her name, to the founder alone', async () => {
    expect((await console.get('kyoiku', at)).html).toContain(letters.aunt);
    expect((await console.get('aozora', at)).html).not.toContain('/letter');
  });

  it('holds the address, the code, its last day and the word she chose, once', async () => {
    const shown = await console.fillIn('kyoiku', letters.aunt, {});
    expect(shown.status).toBe(200);
    for (const line of ['架空 花代 様', `${familyOrigin}/invitation`, '自殺の背景を調べる', words.once]) expect(shown.text).toContain(line);
    expect(shown.text).not.toContain('自死');
    const code = codeOf(shown.text);
    expect(codeIn(code)).not.toBeNull();
    const again = await console.get('kyoiku', letters.aunt);
    expect(again.text).not.toContain(code);
    expect(again.text).toContain(words.states.waiting);
  });

  it('made her an account with the address that was given, and the right to her case', async () => {
    const [her] = await console.sql(
      `select p.id, p.password_hash as hash, g.role from relative r join person p on p.id = r.person_id join role_grant g on g.person_id = p.id where r.id = $1`,
      [relatives.aunt],
    );
    expect(her).toMatchObject({ hash: null, role: 'relative' });
    expect((await people()).find(({ id }) => id === her!['id'])).toMatchObject({ name: '架空 花代', email: 'hanayo@kazoku.example' });
  });

  it('is not made a second time by a form sent twice: the page says so and shows no code', async () => {
    const form = await console.get('kyoiku', letters.aunt);
    const fields = { idempotencyKey: form.value('idempotencyKey')! };
    expect((await console.post('kyoiku', letters.aunt, fields)).status).toBe(200);
    const second = await console.post('kyoiku', letters.aunt, fields);
    expect(second.status).toBe(409);
    expect(second.text).toContain(words.repeatedTitle);
    expect(codeOf(second.text)).toBe('none');
  });

  it('replaces the one before, with the same account', async () => {
    await console.fillIn('kyoiku', letters.aunt, {});
    const rows = await console.sql<{ open: boolean }>(
      `select i.voided_at is null as open from invitation i join family_letter l on l.invitation_id = i.id where l.relative_id = $1 order by i.made_at`,
      [relatives.aunt],
    );
    expect(rows.map(({ open }) => open)).toEqual([...rows.slice(1).map(() => false), true]);
    expect((await people()).filter(({ name }) => name === '架空 花代')).toHaveLength(1);
  });

  it('is written down without code, name and address', async () => {
    await console.fillIn('kyoiku', letters.aunt, {});
    const told = await lastEvents(2);
    expect(told.map(({ event }) => event).sort()).toEqual(['family-letter-made', 'invitation-made']);
    const [row] = await console.sql<{ all: string }>(`select string_agg(content, ' ') as all from journal_entry`);
    expect(row!.all).not.toMatch(/架空 花代|hanayo/);
    expect((await console.get('kyoiku', `${at}/journal`)).text).toContain(journalWords.events['family-letter-made']);
  });
});

describe('the letter to a relative who can sign in already', () => {
  it('asks first who saw that it is she, and is not made', async () => {
    const form = await console.get('kyoiku', letters.mother);
    expect(form.text).toContain(words.recoveryTitle);
    const refused = await console.fillIn('kyoiku', letters.mother, {});
    expect(refused.status).toBe(422);
    expect([...refused.html.matchAll(/href="#(f-\w+)"/g)].map(([, id]) => id)).toEqual(['f-by']);
    expect(codeOf(refused.text)).toBe('none');
  });
  it.each([['gakuen'], ['kyoiku'], ['kazoku1'], [null]])('takes nobody but others of founder and school: not %s', async (who) => {
    const refused = await console.fillIn('kyoiku', letters.mother, { by: who === null ? 'x' : await idOf(who) });
    expect([refused.status, refused.html.match(/href="#(f-\w+)"/)?.[1]]).toEqual([422, 'f-by']);
    expect(await console.sql('select from family_letter_request')).toEqual([]);
  });
});

describe('a letter would open another house', () => {
  const isRefused = async () => {
    expect((await console.get('kyoiku', letters.mother)).text).toContain(words.elsewhereTitle);
    const posted = await console.post('kyoiku', letters.mother, {});
    expect([posted.status, codeOf(posted.text)]).toEqual([200, 'none']);
  };
  it('where she is a relative in a case of another founder too', async () => {
    const [other] = await console.sql(
      `insert into relative (id, case_id, person_id, name, relation, term, created_at)
       select gen_random_uuid(), c.id, (select person_id from relative where id = $1), '架空', 'other', 'jishi', now()
         from survey_case c where c.founder_id <> (select founder_id from survey_case where id = $2) limit 1 returning id`,
      [relatives.mother, caseId],
    );
    await isRefused();
    await console.sql('delete from relative where id = $1', [other!['id']]);
  });
  it('where she has an office', async () => {
    const [grant] = await console.sql(
      `insert into role_grant (id, person_id, role, organisation_id, starts_on)
       select gen_random_uuid(), r.person_id, 'school', c.school_id, '2024-04-01' from relative r join survey_case c on c.id = r.case_id where r.id = $1 returning id`,
      [relatives.mother],
    );
    await isRefused();
    await console.sql('delete from role_grant where id = $1', [grant!['id']]);
    expect((await console.get('kyoiku', letters.mother)).text).not.toContain(words.elsewhereTitle);
  });
});

describe('who makes letters', () => {
  it.each([
    [null, 303],
    ['aozora', 403],
    ['kanri', 403],
    ['ken', 403],
    ['cho', 403],
    ['gakuen', 404],
    ['rijicho', 404],
    ['kyoiku', 200],
    ['kyoikucho', 200],
  ])('%s gets %i', async (who, status) => {
    expect((await console.get(who, letters.aunt)).status).toBe(status);
    const posted = await console.post(who, letters.aunt, {});
    expect(posted.status).toBe(status);
    if (status !== 200) expect(codeOf(posted.text)).toBe('none');
  });

  it('finds no relative of another case and nothing that is no id', async () => {
    const [other] = await console.sql(`select id from relative where case_id <> $1 limit 1`, [caseId]);
    for (const id of [other!['id'], 'x', '00000000-0000-0000-0000-000000000000', `${relatives.aunt}%00`])
      expect((await console.get('kyoiku', `${at}/relatives/${id}/letter`)).status).toBe(404);
  });

  it('survives what is no form', async () => {
    for (const fields of [{ how: ['known', 'document'], by: ['x', 'y'], on: ['2026-02-01', '2026-02-02'] }, { __proto__x: '1' }])
      expect((await console.fillIn('kyoiku', letters.mother, fields as never)).status).toBe(422);
    expect(console.faults).toEqual([]);
  });
});

describe('a console that does not know where the family’s pages are', () => {
  it('makes no letter and says what is missing', async () => {
    const bare = await startConsole();
    const { path, id } = await bare.inState('INTENTION_PENDING');
    const [her] = await bare.sql('select id from relative where case_id = $1 limit 1', [id]);
    const letter = `${path}/relatives/${her!['id']}/letter`;
    expect((await bare.get('kyoiku', letter)).text).toContain(words.notSetTitle);
    const refused = await bare.post('kyoiku', letter, {});
    expect(codeOf(refused.text)).toBe('none');
    expect(await bare.sql('select from invitation')).toEqual([]);
    await bare.close();
  });
});
