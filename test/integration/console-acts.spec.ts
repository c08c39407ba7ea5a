import { type ActName, type State, actNames, actOf, openIn } from '#lib/cases';
import { type Role, countsAs, newId, tokyoDate } from '#lib/kernel';
import { acts, consoleWords as words, fieldErrors, refusals, say } from '#lib/texts';
import { statusOf } from '#lib/web';
import { type Fields, consoleForAll } from '../support/console.js';

jest.setTimeout(120_000);

const pages = consoleForAll();

const founder = 'kyoiku';
const school = 'aozora';
const today = tokyoDate(new Date());
/** What no office reads of a report that was handed in: it never leaves the committee’s room. */
const ofTheRoom = actNames.filter((name) => actOf(name).leaves === 'never');
const note = { occurredOn: today, note: '覚え書き' };
const actsOf = async (id: string, name: ActName) =>
  (await pages.sql<{ count: number }>('select count(*)::int as count from act where case_id = $1 and name = $2', [id, name]))[0]!.count;

describe('an act', () => {
  const roles: readonly [string, Role][] = [
    [school, 'school'],
    [founder, 'founder'],
    ['kyoikucho', 'founderHead'],
  ];
  it.each(roles)('of %s: every form that is open shows, every other is refused', async (who, role) => {
    const cases = await pages.sql<{ id: string; state: State }>(
      `select c.id, c.state from survey_case c join organisation s on s.id = c.school_id where s.name like '%あおぞら%' order by c.reported_at`,
    );
    for (const name of actNames) {
      const act = actOf(name);
      const open = cases.find(({ state }) => openIn(act, state));
      const shut = cases.find(({ state }) => !openIn(act, state));
      const may = countsAs(role, act.by);
      for (const [one, wanted] of [
        [open, may ? 200 : 403],
        [shut, may ? 409 : 403],
      ] as const) {
        if (!one) continue;
        const { status, text } = await pages.get(who, `/cases/${one.id}/acts/${name}`);
        expect([name, status]).toEqual([name, wanted]);
        if (status === 200) expect(text).toContain(acts[name].title);
      }
    }
  });

  it('handed in twice is one', async () => {
    const { path, id } = await pages.inState('INTAKE');
    const form = await pages.get(school, `${path}/acts/recordCare`);
    const body = { ...note, idempotencyKey: form.value('idempotencyKey')!, version: form.value('version')! };
    const answers = await Promise.all([1, 2, 3].map(() => pages.post(school, `${path}/acts/recordCare`, body)));
    expect(answers.map(({ status, location }) => [status, location])).toEqual([1, 2, 3].map(() => [303, `${path}?done=recordCare`]));
    expect(await actsOf(id, 'recordCare')).toBe(1);
    expect((await pages.get(school, `${path}?done=recordCare`)).text).toContain(say(words.done.act, { what: acts.recordCare.done }));
    const other = await pages.post(school, `${path}/acts/recordCare`, { ...body, note: '別の内容' });
    expect(other.status).toBe(statusOf('idempotency-key-reused'));
    expect(other.text).toContain(words.act.reused);
    expect(other.text).toContain('別の内容');
    expect(
      (
        await pages.post(school, `${path}/acts/recordCare`, {
          ...note,
          note: '別の内容',
          idempotencyKey: other.value('idempotencyKey')!,
          version: other.value('version')!,
        })
      ).status,
    ).toBe(303);
    expect(await actsOf(id, 'recordCare')).toBe(2);
  });

  it('says what was done only where it is the last that happened', async () => {
    const { path } = await pages.inState('DETAILED_RUNNING');
    for (const done of ['recordCare', 'reported', 'startBasicSurvey', 'x', '__proto__'])
      expect((await pages.get(founder, `${path}?done=${done}`)).text).not.toMatch(/登録しました|手続を進めました/);
  });

  it('comes back filled where fields contradict each other', async () => {
    const { path, id } = await pages.inState('INTAKE');
    const answers = { occurredOn: today, staffTotal: '10', staffHeard: '１１', notHeardReason: '<b>理由</b>' };
    const { status, html, text } = await pages.fillIn(school, `${path}/acts/recordStaffHearings`, answers);
    expect(status).toBe(422);
    expect(html).toContain('href="#f-staffHeard"');
    expect(html).toContain('value="１１"');
    expect(text).toContain('<b>理由</b>');
    expect(html).not.toContain('<b>理由');
    expect(await actsOf(id, 'recordStaffHearings')).toBe(0);
  });

  it('is told that something was added meanwhile, and can be sent again', async () => {
    const { path, id } = await pages.inState('INTAKE');
    const form = await pages.get(founder, `${path}/acts/recordMedia`);
    await pages.fillIn(school, `${path}/acts/recordCare`, note);
    const body = {
      occurredOn: today,
      askedBy: '新聞社',
      answer: '回答を控えた',
      idempotencyKey: form.value('idempotencyKey')!,
      version: form.value('version')!,
    };
    const again = await pages.post(founder, `${path}/acts/recordMedia`, body);
    expect(again.status).toBe(409);
    expect(again.text).toContain(words.act.changed);
    expect(again.value('askedBy')).toBe('新聞社');
    expect(await actsOf(id, 'recordMedia')).toBe(0);
    expect((await pages.post(founder, `${path}/acts/recordMedia`, { ...body, version: again.value('version')! })).status).toBe(303);
  });

  it('says how many tries are missing before a relative counts as not reachable', async () => {
    const { path, id } = await pages.inState('INTENTION_PENDING');
    const [relative] = await pages.sql('select id from relative where case_id = $1 order by created_at limit 1', [id]);
    const { status, text } = await pages.fillIn(founder, `${path}/acts/recordNoContact`, {
      occurredOn: today,
      relative: relative!['id']!,
      noContactKind: 'unreachable',
      statement: '書き写した内容',
    });
    expect(status).toBe(409);
    expect(text).toContain(refusals['tries-missing'].text);
    expect(text).toContain(say(words.act.tries, { tries: 0, days: 0, ways: 0 }));
    expect(text).toContain('書き写した内容');
  });

  it('that is no longer open comes back filled', async () => {
    const { path } = await pages.inState('DETAILED_RUNNING');
    const { status, text } = await pages.post(founder, `${path}/acts/writeClosing`, { occurredOn: today, reason: '長い理由' });
    expect(status).toBe(409);
    expect(text).toContain(words.act.notOpen);
    expect(text).toContain('長い理由');
  });

  it('takes from the address only what is of the case', async () => {
    const { path, id } = await pages.inState('INTENTION_PENDING');
    const [own] = await pages.sql('select id from relative where case_id = $1 order by created_at limit 1', [id]);
    const [strange] = await pages.sql('select id from relative where case_id <> $1 limit 1', [id]);
    const checked = /<input[^>]*name="relative"[^>]*checked/;
    expect((await pages.get(founder, `${path}/acts/recordIntention?relative=${own!['id']}`)).html).toMatch(checked);
    for (const value of [strange!['id'], 'x', '', '%00'])
      expect((await pages.get(founder, `${path}/acts/recordIntention?relative=${value}&wish=NO_WISH`)).html).not.toMatch(/ checked/);
    const { status, html } = await pages.fillIn(founder, `${path}/acts/restoreContact`, { occurredOn: today, relative: strange!['id']! });
    expect(status).toBe(422);
    expect(html).toContain('href="#f-relative"');
  });

  it('is for its role, and not for the future', async () => {
    const { path } = await pages.inState('INTAKE');
    expect((await pages.post(school, `${path}/acts/decideTransition`, { occurredOn: today })).status).toBe(403);
    expect((await pages.fillIn(school, `${path}/acts/recordCare`, { occurredOn: '2999-01-01', note: 'x' })).text).toContain(
      say(fieldErrors['in-the-future'], { label: '行われた日' }),
    );
  });

  it('needs no particular shape of body to be refused calmly', async () => {
    const { path } = await pages.inState('INTAKE');
    expect((await pages.post(school, `${path}/acts/recordCare`, {})).status).toBe(422);
    expect((await pages.post(school, `${path}/acts/recordCare`, { ...note, note: ['a', 'b'] })).status).toBe(422);
    expect((await pages.post(school, `${path}/acts/recordCare`, { ...note, version: 'x' })).status).toBe(422);
    expect((await pages.post(school, `${path}/acts/recordCare`, { ...note, idempotencyKey: 'x' })).status).toBe(422);
    expect((await pages.post(school, `${path}/acts/recordCare`, { ...note, __proto__: 'x', constructor: 'y' } as Fields)).status).toBe(303);
  });
});

describe('what was entered', () => {
  it('can be read, and the reading is journalled', async () => {
    const { path, id } = await pages.inState('DETAILED_RUNNING');
    const [act] = await pages.sql(`select id from act where case_id = $1 and name = 'explainJsc'`, [id]);
    const { status, text } = await pages.get(school, `${path}/acts/explainJsc/${act!['id']}`);
    expect(status).toBe(200);
    expect(text).toContain('架空 ゆき（母）');
    expect(text).toContain('対面');
    const [entry] = await pages.sql(`select content from journal_entry where case_id = $1 order by seq desc limit 1`, [id]);
    expect(entry!['content']).toContain('"what":"act-content"');
    expect((await pages.get(school, `${path}/acts/explainDesks/${act!['id']}`)).status).toBe(404);
    expect((await pages.get(school, `${path}/acts/explainJsc/${newId()}`)).status).toBe(404);
  });
  it('every act of the demo can be read, but for those of the committee’s room', async () => {
    const all = await pages.sql<{ caseId: string; name: ActName; id: string }>(
      `select distinct on (a.name) a.case_id as "caseId", a.name, a.id from act a join survey_case c on c.id = a.case_id join organisation f on f.id = c.founder_id where f.founder_kind = 'municipal'
         and not (a.name = 'recordReadThrough' and a.role in ('committeeMember', 'secretariat'))`,
    );
    expect(all.length).toBeGreaterThan(30);
    for (const { caseId, name, id } of all.filter((one) => !ofTheRoom.includes(one.name))) {
      const { status, text } = await pages.get(founder, `/cases/${caseId}/acts/${name}/${id}`);
      expect([name, status]).toEqual([name, 200]);
      expect(text).toContain(acts[name].title);
    }
  });
  it('stays in the committee where it is the committee’s own', async () => {
    const { path, id } = await pages.inState('RESULT_EXPLAINED');
    for (const name of ofTheRoom) {
      const [act] = await pages.sql(`select id from act where case_id = $1 and name = $2 limit 1`, [id, name]);
      expect([name, (await pages.get(founder, `${path}/acts/${name}/${act!['id']}`)).status]).toEqual([name, 404]);
    }
  });
});
