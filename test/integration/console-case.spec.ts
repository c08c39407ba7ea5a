import { codesSeen } from '../support/codes.js';
import { newId, tokyoDate } from '#lib/kernel';
import { consoleWords as words, journalWords, deadlines, procedure, say } from '#lib/texts';
import { consoleForAll } from '../support/console.js';

jest.setTimeout(120_000);

const pages = consoleForAll();

const founder = 'kyoiku';
const school = 'aozora';
const otherFounder = 'gakuen';
const today = tokyoDate(new Date());
const pupils = ['架空 一郎', '架空 二葉', '架空 三月', '架空 四季', '架空 五月', '架空 六花'];
const note = { occurredOn: today, note: '覚え書き' };

describe('a case page', () => {
  it('shows what is missing, each with the form that supplies it', async () => {
    const { path } = await pages.inState('INTAKE');
    const { html, text } = await pages.get(founder, path);
    expect(text).toContain(procedure.needs.recordsHoldIssued.missing);
    expect(html).toContain(`href="${path}/acts/issueRecordsHold"`);
    expect(html).not.toContain(`${path}/steps/startBasicSurvey`);
  });
  it('speaks in words wherever the case stands, and so does the procedure: no code of ours is seen', async () => {
    const cases = await pages.sql('select id, state from survey_case');
    expect(new Set(cases.map(({ state }) => state)).size).toBeGreaterThan(3);
    for (const path of ['/procedure', ...cases.map(({ id }) => `/cases/${id}`)])
      expect([path, codesSeen((await pages.get('kyoiku', path)).html)]).toEqual([path, []]);
  });
  it('has a button only for who may press it, names who moves, and says nothing of what the committee still owes', async () => {
    const { path } = await pages.inState('DETAILED_RUNNING');
    const { html, text } = await pages.get(school, path);
    expect(html).not.toContain(`${path}/steps/`);
    expect(text).toContain(say(words.case.ball, { who: procedure.balls.committee.office }));
    for (const need of ['draftFrozen', 'draftReadThrough'] as const) expect(text).not.toContain(procedure.needs[need].missing);
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
    await pages.fillIn(school, `${path}/acts/issueRecordsHold`, {
      occurredOn: today,
      custodian: '教頭',
      holdScope: '指導記録',
      media: ['paper', 'mail'],
    });
    await pages.fillIn(school, `${path}/acts/nameFamilyContact`, {
      occurredOn: today,
      contactName: '担当',
      contactPhone: '０３－１２３４－５６７８',
      contactHours: '平日',
    });
    const page = await pages.get(school, path);
    const form = new RegExp(`action="${path}/steps/startBasicSurvey".*?</form>`, 's').exec(page.html)![0];
    const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(form)![1]!;
    const seen = { idempotencyKey: value('idempotencyKey'), version: value('version') };
    await pages.fillIn(founder, `${path}/acts/recordCare`, note);
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
    const act = (await pages.get(founder, path)).html.match(/\/acts\/\w+\/[0-9a-f-]{36}/)![0];
    await pages.get(school, `${path}${act}`);
    const { status, text } = await pages.get(founder, `${path}/journal`);
    expect(status).toBe(200);
    expect(text).toContain('見本 校長（学校）');
    expect(text).toContain(say(journalWords.read, { what: journalWords.reads['act-content'] }));
    const older = await pages.get(founder, `${path}/journal?before=20`);
    expect(older.text).toContain(journalWords.newest);
    expect(older.text).toContain(journalWords.events['case-reported']);
    expect((await pages.get(founder, `${path}/journal?before=x`)).status).toBe(200);
    expect((await pages.get(founder, `${path}/journal?before=1`)).text).toContain(journalWords.empty);
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
