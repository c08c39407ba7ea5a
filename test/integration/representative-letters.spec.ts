import { newId, tokyoDate } from '#lib/kernel';
import { accounts, familyLetter, representativeLetter as words } from '#lib/texts';
import { codeIn } from '../../libs/accounts/domain/invitation-code.js';
import { type Console, startConsole } from '../support/console.js';
import { enter } from '../support/entered.js';
import { openedBy } from '../support/opened.js';

jest.setTimeout(120_000);
const today = tokyoDate(new Date());
const familyOrigin = 'https://kazoku.example.jp';
let console: Console;
let at: string;
let caseId: string;
let relative: string;
const codeOf = (text: string): string => /[A-Z2-9]{4}(?:-\s*[A-Z2-9]{4}){3}/.exec(text.replace(/\s*-\s*/g, '-'))?.[0] ?? 'none';
const people = () => openedBy((text, params) => console.sql(text, params)).person();
const paper = (more: Record<string, string> = {}) => ({
  ...{ occurredOn: today, relative, representativeName: '架空 弁護子', representativeKind: 'lawyer', maySpeak: 'yes' },
  email: 'bengo@law.example',
  ...more,
});
const newest = async () =>
  (
    await console.sql<{ id: string; personId: string | null; email: string | null }>(
      'select id, person_id as "personId", email from mandate where case_id = $1 order by id desc limit 1',
      [caseId],
    )
  )[0]!;
const letterOf = (id: string) => `${at}/representatives/${id}/letter`;

beforeAll(async () => {
  console = await startConsole({ familyOrigin });
  ({ path: at, id: caseId } = await console.inState('INTENTION_PENDING'));
  [relative] = (await console.sql<{ id: string }>('select id from relative where case_id = $1 order by created_at, id', [caseId])).map(
    ({ id }) => id,
  ) as [string];
});
afterAll(() => console.close());

describe('a mandate the family brought on paper', () => {
  it('is entered by the founder, holds from its day, and stands beside the relative with the way to the letter', async () => {
    const { status } = await console.fillIn('kyoiku', `${at}/acts/nameRepresentative`, paper());
    expect(status).toBe(303);
    const { id } = await newest();
    const shown = await console.get('kyoiku', at);
    for (const text of ['架空 弁護子', letterOf(id), `${at}/acts/withdrawRepresentative?mandate=${id}`]) expect(shown.html).toContain(text);
    expect((await console.get('aozora', at)).html).not.toContain(letterOf(id));
  });

  it('is not the school’s to enter', async () => {
    expect((await console.get('aozora', `${at}/acts/nameRepresentative`)).status).toBe(403);
  });
});

describe('what a representative did', () => {
  it('stands in the record of the founder with both names', async () => {
    const [{ version }] = (await console.sql('select version from survey_case where id = $1', [caseId])) as [{ version: number }];
    const act = await enter((text, params) => console.sql(text, params && [...params]), caseId, {
      ...{
        atVersion: version + 1,
        name: 'requestSupplement',
        personId: (await people())[0]!.id,
        role: 'representative',
        data: { relative },
      },
    });
    await console.sql('update survey_case set version = (select max(at_version) from act where case_id = $1) where id = $1', [caseId]);
    const shown = await console.get('kyoiku', `${at}/acts/requestSupplement/${act}`);
    for (const text of [words.forWhom, accounts.roles.representative, '架空 ゆき']) expect(shown.text).toContain(text);
  });
});

describe('the letter to a representative', () => {
  it('says for whom, and its code makes an account that may act for this relative alone', async () => {
    const { id } = await newest();
    const shown = await console.fillIn('kyoiku', letterOf(id), {});
    expect(shown.status).toBe(200);
    for (const line of ['架空 弁護子 様', `${familyOrigin}/invitation`]) expect(shown.text).toContain(line);
    expect(codeIn(codeOf(shown.text))).not.toBeNull();
    const { personId } = await newest();
    const grants = await console.sql('select role, organisation_id from role_grant where person_id = $1', [personId]);
    expect(grants).toEqual([{ role: 'representative', organisation_id: null }]);
    expect((await people()).find((one) => one.id === personId)).toMatchObject({ name: '架空 弁護子', email: 'bengo@law.example' });
    const again = await console.get('kyoiku', letterOf(id));
    expect(again.text).not.toContain(codeOf(shown.text));
  });

  it('is kept apart from the letters to the relative', async () => {
    const counts = await console.sql(
      'select count(*) filter (where mandate_id is null)::int as own, count(mandate_id)::int as acting from family_letter where case_id = $1',
      [caseId],
    );
    expect(counts).toEqual([{ own: 0, acting: 1 }]);
  });

  it('is found by nobody but the founder, and not for a mandate of another case', async () => {
    const { id } = await newest();
    for (const who of ['aozora', 'kanri']) expect((await console.get(who, letterOf(id))).status).toBe(403);
    expect((await console.get('gakuen', letterOf(id))).status).toBe(404);
    const [other] = await console.sql<{ id: string }>(
      'select o.id from survey_case c join survey_case o on o.founder_id = c.founder_id and o.id <> c.id where c.id = $1 limit 1',
      [caseId],
    );
    expect((await console.get('kyoiku', `/cases/${other!.id}/representatives/${id}/letter`)).status).toBe(404);
  });

  it('is not made where the account leads to a case of another founder', async () => {
    const { id, personId } = await newest();
    const [foreign] = await console.sql<{ relative: string; caseId: string }>(
      `select r.id as relative, r.case_id as "caseId" from relative r join survey_case c on c.id = r.case_id
        where c.founder_id <> (select founder_id from survey_case where id = $1) limit 1`,
      [caseId],
    );
    await console.sql(
      `insert into mandate (id, case_id, relative_id, person_id, kind, name, may_speak, may_wish, copies, starts_on)
       values (gen_random_uuid(), $1, $2, $3, 'lawyer', 'x', false, false, false, '2020-01-01')`,
      [foreign!.caseId, foreign!.relative, personId],
    );
    const refused = await console.post('kyoiku', letterOf(id), { idempotencyKey: newId() });
    expect(refused.text).toContain(familyLetter.elsewhereTitle);
    expect(codeOf(refused.text)).toBe('none');
    await console.sql('delete from mandate where case_id = $1', [foreign!.caseId]);
  });

  it('is not made once the mandate has ended', async () => {
    const { id } = await newest();
    const ended = await console.fillIn('kyoiku', `${at}/acts/withdrawRepresentative`, { occurredOn: today, mandate: id });
    expect(ended.status).toBe(303);
    const shown = await console.get('kyoiku', letterOf(id));
    expect(shown.text).toContain(words.overTitle);
    expect(shown.html).not.toContain(`action="${letterOf(id)}"`);
    expect((await console.get('kyoiku', at)).html).not.toContain(letterOf(id));
  });
});
