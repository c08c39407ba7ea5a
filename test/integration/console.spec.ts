import { type ActName, type State, actNames, actOf, openIn } from '#lib/cases';
import { type Role, countsAs, newId, tokyoDate } from '#lib/kernel';
import { acts, consoleWords as words, deadlines, fieldErrors, procedure, refusals, say } from '#lib/texts';
import { statusOf } from '#lib/web';
import { type Console, type Fields, startConsole } from '../support/console.js';

jest.setTimeout(120_000);

let pages: Console;
const founder = 'kyoiku';
const school = 'aozora';
const otherFounder = 'gakuen';
const today = tokyoDate(new Date());
const pupils = ['架空 一郎', '架空 二葉', '架空 三月', '架空 四季', '架空 五月', '架空 六花'];

beforeAll(async () => {
  pages = await startConsole();
});
afterAll(async () => {
  expect(pages.faults).toEqual([]);
  await pages.close();
});

/** Opens a form and hands it in with these answers, as a browser does. */
async function fillIn(who: string, path: string, fields: Fields) {
  const form = await pages.get(who, path);
  expect(form.status).toBe(200);
  const version = form.value('version');
  const carried = { idempotencyKey: form.value('idempotencyKey')!, ...(version === undefined ? {} : { version }) };
  return pages.post(who, path.split('?')[0]!, { ...carried, ...fields });
}
const actsOf = async (id: string, name: ActName) =>
  (await pages.sql<{ count: number }>('select count(*)::int as count from act where case_id = $1 and name = $2', [id, name]))[0]!.count;
const note = { occurredOn: today, note: '覚え書き' };

describe('who is not signed in', () => {
  it('is sent to the sign-in page, and back afterwards', async () => {
    const { status, location } = await pages.get(null, '/cases?late=yes');
    expect([status, location]).toEqual([303, '/sign-in?next=%2Fcases%3Flate%3Dyes']);
  });
  it('starts at the list after signing in', async () => expect((await pages.get(founder, '/')).location).toBe('/cases'));
});

describe('the list', () => {
  it('says what is late first, and names the rule', async () => {
    const { status, text } = await pages.get(founder, '/cases');
    expect(status).toBe(200);
    const late = text.indexOf(deadlines.rules['D-PROGRESS']);
    expect(late).toBeGreaterThan(0);
    expect(text.indexOf(deadlines.rules['D-JSC-DEATH'])).toBeGreaterThan(late);
    expect(text).toContain('9日超過');
  });
  it('holds the cases of this founder and of no other', async () => {
    const own = await pages.inState('DETAILED_RUNNING');
    const foreign = await pages.inState('NOT_MOVED');
    const { text } = await pages.get(founder, '/cases');
    expect(text).toContain(own.caseNo);
    expect(text).not.toContain(foreign.caseNo);
  });
  it('never names a pupil', async () => {
    const { text } = await pages.get(founder, '/cases');
    for (const pupil of pupils) expect(text).not.toContain(pupil);
  });
  it('is narrowed by state, by number as people type it, and to what is late', async () => {
    const { caseNo } = await pages.inState('INTAKE');
    const shows = async (query: string) => (await pages.get(founder, `/cases?${query}`)).text.match(/Y-[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? [];
    expect(await shows('state=INTAKE&caseNo=')).toEqual([caseNo]);
    expect(await shows(`caseNo=${encodeURIComponent(` ${caseNo.toLowerCase().replace('-', '－')} `)}`)).toEqual([caseNo]);
    expect((await shows('late=yes')).length).toBe(2);
    expect((await pages.get(founder, '/cases?state=CLOSED')).text).toContain(words.list.emptyFilteredTitle);
    expect((await pages.get('hidamari', '/cases')).text).toContain(words.list.emptyTitle);
  });
  it('takes any address without a fault', async () => {
    for (const query of [
      'state=x',
      'state=INTAKE&state=CLOSED',
      'caseNo=%00',
      'caseNo=a%00b',
      'after=2024(%00)_x',
      `after=275760-09-13T00:00:00.000Z_${newId()}&sort=reported`,
      'sort=x',
      'late=1',
      '__proto__=1',
      'state[]=x',
    ])
      expect([query, (await pages.get(founder, `/cases?${query}`)).status]).toEqual([query, 200]);
  });
  it('tells the administrator plainly that there is no case content', async () => {
    const { status, text } = await pages.get('kanri', '/cases');
    expect(status).toBe(200);
    expect(text).toContain(words.list.administrator);
    expect(text).not.toMatch(/Y-[0-9A-Z]{4}-/);
  });
});

describe('reporting a case', () => {
  const answers = { dateOfDeath: today, awareAt: `${today}T00:00`, awareSource: 'police', pupilName: '架空 七海' };
  it('gives the form back filled, with the mistakes linked to their fields', async () => {
    const { status, html, text } = await fillIn(founder, '/cases/report', {
      ...answers,
      dateOfDeath: '2026-02-30',
      pupilName: '',
      grade: '３年',
    });
    expect(status).toBe(422);
    expect(html).toContain('href="#f-dateOfDeath"');
    expect(html).toContain('href="#f-schoolId"');
    expect(html).toContain('value="３年"');
    expect(text).toContain(say(fieldErrors.required, { label: '児童生徒の氏名' }));
  });
  it('is done once where the form is sent twice', async () => {
    const form = await pages.get(school, '/cases/report');
    expect(form.text).toContain('みほん市立あおぞら中学校（架空）');
    const body = { ...answers, idempotencyKey: form.value('idempotencyKey')! };
    const twice = await Promise.all([pages.post(school, '/cases/report', body), pages.post(school, '/cases/report', body)]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    expect(twice[0]!.location).toBe(twice[1]!.location);
    expect(
      (await pages.sql<{ count: number }>('select count(*)::int as count from survey_case where pupil_name = $1', [answers.pupilName]))[0]!
        .count,
    ).toBe(1);
    expect((await pages.get(school, twice[0]!.location!)).text).toContain(words.done.reported);
    const other = await pages.post(school, '/cases/report', { ...body, pupilName: '架空 八重' });
    expect([other.status, other.value('pupilName')]).toEqual([statusOf('idempotency-key-reused'), '架空 八重']);
  });
  it('is for schools and founders', async () => {
    for (const who of ['ken', 'cho', 'kanri']) expect((await pages.get(who, '/cases/report')).status).toBe(403);
    expect((await pages.post('ken', '/cases/report', answers)).status).toBe(403);
  });
  it('finds no school of another founder', async () => {
    const [strange] = await pages.sql(
      `select o.id from organisation o join organisation f on f.id = o.parent_id where o.kind = 'school' and f.founder_kind = 'schoolCorporation'`,
    );
    expect((await fillIn(founder, '/cases/report', { ...answers, schoolId: strange!['id']! })).status).toBe(422);
  });
});

describe('a case page', () => {
  it('shows what is missing, each with the form that supplies it', async () => {
    const { path } = await pages.inState('INTAKE');
    const { html, text } = await pages.get(founder, path);
    expect(text).toContain(procedure.needs.recordsHoldIssued.missing);
    expect(html).toContain(`href="${path}/acts/issueRecordsHold"`);
    expect(html).not.toContain(`${path}/steps/startBasicSurvey`);
  });
  it('has a button only for who may press it, and names who else does it', async () => {
    const { path } = await pages.inState('DETAILED_RUNNING');
    const { html, text } = await pages.get(school, path);
    expect(html).not.toContain(`${path}/steps/`);
    expect(text).toContain(say(words.missing.by, { who: '調査委員・調査委員会の事務局' }));
  });
  it('is not found for another founder, with everything below it', async () => {
    const { path } = await pages.inState('DETAILED_RUNNING');
    const act = (await pages.get(founder, path)).html.match(/\/acts\/\w+\/[0-9a-f-]{36}/)![0];
    for (const below of ['', '/acts', '/acts/recordCare', act, '/journal', '/report'])
      expect([below, (await pages.get(otherFounder, `${path}${below}`)).status]).toEqual([below, 404]);
    expect((await pages.post(otherFounder, `${path}/acts/recordCare`, note)).status).toBe(404);
    expect((await pages.post(otherFounder, `${path}/steps/startBasicSurvey`, {})).status).toBe(404);
  });
  it.each(['x', '00000000-0000-4000-8000-000000000000', '%00', "1'--", '__proto__'])('is not found under %s', async (id) => {
    expect((await pages.get(founder, `/cases/${id}`)).status).toBe(404);
  });
  it('shows no step and no act that there is not', async () => {
    const { path } = await pages.inState('INTAKE');
    for (const name of ['nothing', 'toString', '__proto__']) {
      expect((await pages.get(founder, `${path}/acts/${name}`)).status).toBe(404);
      expect((await pages.post(founder, `${path}/acts/${name}`, note)).status).toBe(404);
      expect((await pages.post(founder, `${path}/steps/${name}`, {})).status).toBe(404);
    }
  });
});

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
    const { status, html, text } = await fillIn(school, `${path}/acts/recordStaffHearings`, answers);
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
    await fillIn(school, `${path}/acts/recordCare`, note);
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
    const { status, text } = await fillIn(founder, `${path}/acts/recordNoContact`, {
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
    const { status, html } = await fillIn(founder, `${path}/acts/restoreContact`, { occurredOn: today, relative: strange!['id']! });
    expect(status).toBe(422);
    expect(html).toContain('href="#f-relative"');
  });

  it('is for its role, and not for the future', async () => {
    const { path } = await pages.inState('INTAKE');
    expect((await pages.post(school, `${path}/acts/decideTransition`, { occurredOn: today })).status).toBe(403);
    expect((await fillIn(school, `${path}/acts/recordCare`, { occurredOn: '2999-01-01', note: 'x' })).text).toContain(
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
  it('every act of the demo can be read', async () => {
    const all = await pages.sql<{ caseId: string; name: ActName; id: string }>(
      `select distinct on (a.name) a.case_id as "caseId", a.name, a.id from act a join survey_case c on c.id = a.case_id join organisation f on f.id = c.founder_id where f.founder_kind = 'municipal'`,
    );
    expect(all.length).toBeGreaterThan(30);
    for (const { caseId, name, id } of all) {
      const { status, text } = await pages.get(founder, `/cases/${caseId}/acts/${name}/${id}`);
      expect([name, status]).toEqual([name, 200]);
      expect(text).toContain(acts[name].title);
    }
  });
  it('stays in the committee where it is the committee’s own', async () => {
    const { path, id } = await pages.inState('RESULT_EXPLAINED');
    const [act] = await pages.sql(`select id from act where case_id = $1 and name = 'answerStandardItem' limit 1`, [id]);
    const { text } = await pages.get(founder, `${path}/acts/answerStandardItem/${act!['id']}`);
    expect(text).toContain(words.content.closed);
    expect(text).not.toContain('架空の回答');
  });
});

describe('a step', () => {
  it('with something missing is refused on the page that lists it', async () => {
    const { path } = await pages.inState('INTAKE');
    const { status, text, html } = await pages.post(school, `${path}/steps/startBasicSurvey`, {});
    expect(status).toBe(409);
    expect(text).toContain(say(words.problems.missing, { step: procedure.steps.startBasicSurvey.name }));
    expect(text).toContain(procedure.needs.familyContactNamed.missing);
    expect(html).toContain(`href="${path}/acts/nameFamilyContact"`);
  });
  it('is for its role', async () => {
    const { path } = await pages.inState('INTENTION_PENDING');
    expect((await pages.post(school, `${path}/steps/confirmIntention`, {})).status).toBe(403);
    expect((await pages.post('ken', `${path}/steps/confirmIntention`, {})).status).toBe(403);
  });
  it('not open from here is refused on the page', async () => {
    const { path } = await pages.inState('INTAKE');
    const { status, text } = await pages.post(founder, `${path}/steps/closeCase`, {});
    expect([status, text.includes(words.problems.notOpen)]).toEqual([409, true]);
  });
  it('is taken once, and not over something that was added meanwhile', async () => {
    const { path, id } = await pages.inState('INTAKE');
    await fillIn(school, `${path}/acts/issueRecordsHold`, {
      occurredOn: today,
      custodian: '教頭',
      holdScope: '指導記録',
      media: ['paper', 'mail'],
    });
    await fillIn(school, `${path}/acts/nameFamilyContact`, {
      occurredOn: today,
      contactName: '担当',
      contactPhone: '０３－１２３４－５６７８',
      contactHours: '平日',
    });
    const page = await pages.get(school, path);
    const form = new RegExp(`action="${path}/steps/startBasicSurvey".*?</form>`, 's').exec(page.html)![0];
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)![1]!;
    const seen = { idempotencyKey: value('idempotencyKey'), version: value('version') };
    await fillIn(founder, `${path}/acts/recordCare`, note);
    const stale = await pages.post(school, `${path}/steps/startBasicSurvey`, seen);
    expect([stale.status, stale.text.includes(words.problems.changed)]).toEqual([409, true]);

    const fresh = { idempotencyKey: newId(), version: String((await pages.inState('INTAKE')).version) };
    const twice = await Promise.all([1, 2].map(() => pages.post(school, `${path}/steps/startBasicSurvey`, fresh)));
    expect(twice.map(({ status, location }) => [status, location])).toEqual([1, 2].map(() => [303, `${path}?done=startBasicSurvey`]));
    expect((await pages.sql<{ count: number }>('select count(*)::int as count from case_state where case_id = $1', [id]))[0]!.count).toBe(
      1,
    );
    expect((await pages.get(school, `${path}?done=startBasicSurvey`)).text).toContain(
      say(words.done.step, { what: procedure.steps.startBasicSurvey.done }),
    );
  });
});

describe('readers outside the founder', () => {
  it('find a case only where they may, and of it the outline without names, dates and acts', async () => {
    const { path, id, caseNo } = await pages.inState('DETAILED_RUNNING');
    expect((await pages.get('ken', path)).status).toBe(404);
    await pages.sql('update survey_case set serious = true where id = $1', [id]);
    const list = await pages.get('ken', '/cases?late=yes&sort=due');
    expect(list.text).toContain(caseNo);
    const shown = await pages.get('ken', path);
    expect(shown.status).toBe(200);
    for (const { text } of [list, shown]) {
      for (const name of [...pupils, 'あおぞら', '架空 ゆき', deadlines.rules['D-JSC-DEATH'], '超過']) expect(text).not.toContain(name);
    }
    expect(shown.html).not.toContain('/acts');
    const [act] = await pages.sql('select id, name from act where case_id = $1 limit 1', [id]);
    for (const below of ['/acts', '/acts/recordCare', `/acts/${act!['name']}/${act!['id']}`, '/journal', '/report'])
      expect([below, (await pages.get('ken', `${path}${below}`)).status]).toEqual([below, 403]);
  });
});

describe('the journal of a case', () => {
  it('tells the founder who did and read what, a page at a time', async () => {
    const { path } = await pages.inState('DETAILED_RUNNING');
    const { status, text } = await pages.get(founder, `${path}/journal`);
    expect(status).toBe(200);
    expect(text).toContain('見本 校長（学校）');
    expect(text).toContain(say(words.journal.read, { what: words.journal.reads['act-content'] }));
    const older = await pages.get(founder, `${path}/journal?before=20`);
    expect(older.text).toContain(words.journal.newest);
    expect(older.text).toContain(words.journal.events['case-reported']);
    expect((await pages.get(founder, `${path}/journal?before=x`)).status).toBe(200);
    expect((await pages.get(founder, `${path}/journal?before=1`)).text).toContain(words.journal.empty);
  });
  it('is not for the school', async () => {
    const { path } = await pages.inState('DETAILED_RUNNING');
    expect((await pages.get(school, `${path}/journal`)).status).toBe(403);
  });
});

describe('the final report', () => {
  it('is there for the founder once it is handed in', async () => {
    const { path } = await pages.inState('RESULT_EXPLAINED');
    expect((await pages.get(founder, path)).html).toContain(`href="${path}/report"`);
    const { status, text } = await pages.get(founder, `${path}/report`);
    expect(status).toBe(200);
    expect(text).toContain('調査報告書');
    expect((await pages.get(school, `${path}/report`)).status).toBe(403);
    expect((await pages.get(founder, `${(await pages.inState('DETAILED_RUNNING')).path}/report`)).status).toBe(404);
  });
});

describe('beside the cases', () => {
  it('the procedure can be read by everyone, and is drawn', async () => {
    const { text } = await pages.get('kanri', '/procedure?here=REPORTED&from=x');
    for (const { name } of Object.values(procedure.steps)) expect(text).toContain(name);
    expect(text).toContain(procedure.marks.design);
    const { status, type, html } = await pages.get(founder, '/procedure.svg?here=REPORTED');
    expect([status, type]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(html).toMatch(/^<svg /);
    expect(html).not.toContain('style=');
    expect((await pages.get(founder, '/procedure.svg?here=%3Cscript%3E')).status).toBe(200);
  });
  it('a limit is worked out, with the working, and mistakes stand at their field', async () => {
    const right = await pages.post(founder, '/limits', { rule: 'D-JSC-DEATH', on: '2024-02-28', month: '' });
    expect(right.status).toBe(200);
    expect(right.text).toContain('2026-02-28');
    expect(right.text).toContain(deadlines.sources['civil-code-140']);
    const cases: [Fields, string][] = [
      [{}, 'rule'],
      [{ rule: 'x' }, 'rule'],
      [{ rule: 'D-JSC-DEATH' }, 'on'],
      [{ rule: 'D-JSC-DEATH', on: '2024-02-30' }, 'on'],
      [{ rule: 'D-JSC-MED', on: '2024-02-28' }, 'month'],
      [{ rule: 'D-JSC-DIS', on: '2024-02-28', month: '2024-02' }, 'on'],
      [{ rule: 'D-JSC-DEATH', on: '1900-01-01' }, 'on'],
      [{ rule: '\u0000', on: '\u0000' }, 'rule'],
    ];
    for (const [fields, at] of cases) {
      const { status, html } = await pages.post(founder, '/limits', fields);
      expect([fields, status, html.includes(`href="#f-${at}"`)]).toEqual([fields, 422, true]);
    }
  });
  it('the training clock goes forward, and refuses backwards with what was typed', async () => {
    const back = await pages.post(founder, '/training-clock', { to: '2020-01-01T09:00' });
    expect([back.status, back.value('to'), back.text.includes(words.clock.backwards)]).toEqual([422, '2020-01-01T09:00', true]);
    for (const to of ['', 'x', '2999-13-01T00:00', '2999-01-01T00:00'])
      expect((await pages.post(founder, '/training-clock', { to })).status).toBe(422);
    const before = Date.parse((await pages.get(founder, '/training-clock')).html.match(/<time datetime="([^"]+)"/i)![1]!);
    expect((await pages.post(founder, '/training-clock', { ahead: 'week' })).location).toBe('/training-clock?done=set');
    const after = Date.parse((await pages.get(founder, '/training-clock')).html.match(/<time datetime="([^"]+)"/i)![1]!);
    expect(Math.round((after - before) / 86_400_000)).toBe(7);
  });
  it('a page that is not there is written, not left over', async () => {
    const { status, text } = await pages.get(founder, '/nothing');
    expect([status, text.includes(refusals['not-found'].title)]).toEqual([404, true]);
    expect((await pages.post(founder, '/cases', {})).status).toBe(405);
  });
});

describe('the list of many cases', () => {
  it('is read on by key, each case once', async () => {
    for (let at = 0; at < 55; at++)
      await pages.post('hidamari', '/cases/report', {
        dateOfDeath: today,
        awareAt: `${today}T00:00`,
        awareSource: 'other',
        pupilName: `架空 ${at}`,
        idempotencyKey: newId(),
      });
    for (const sort of ['due', 'reported']) {
      const first = await pages.get('hidamari', `/cases?sort=${sort}`);
      const next = /href="(\/cases\?[^"]*after=[^"]*)"/.exec(first.html)![1]!.replaceAll('&amp;', '&');
      const second = await pages.get('hidamari', next);
      const numbers = [first, second].flatMap(({ text }) => text.match(/Y-[0-9A-Z]{4}-[0-9A-Z]{4}/g) ?? []);
      expect([sort, numbers.length, new Set(numbers).size]).toEqual([sort, 55, 55]);
      expect(second.text).toContain(words.list.fromStart);
    }
  });
});

it('without the training clock there is no such page', async () => {
  const plain = await startConsole({ training: false });
  try {
    expect((await plain.get(founder, '/training-clock')).status).toBe(404);
    expect((await plain.post(founder, '/training-clock', { ahead: 'day' })).status).toBe(404);
    expect((await plain.get(founder, '/cases')).text).not.toContain(words.clock.title);
  } finally {
    await plain.close();
  }
});
