import type { DataSource } from 'typeorm';
import { type ActName, CasesService, type StepName, isAct, isStep } from '#lib/cases';
import { Clock, Listeners, type Tx, UnitOfWork, allowTrainingClock, openDataSource } from '#lib/database';
import { deadlinesOf, listenForDeadlines, moveDeadline, openDeadline, previewLimit, recipientsOf, sweep } from '#lib/deadlines';
import { rows } from '#lib/house';
import { type Actor, Refused, newId, plainDate, systemActor } from '#lib/kernel';
import { openings } from '../../libs/deadlines/domain/openings.js';
import { loadReference } from '../../seeds/reference/load.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { sealOfAct } from '#lib/vault';
import { testVault } from '../support/key-ring.js';

jest.setTimeout(120_000);

class SetClock extends Clock {
  at = new Date('2026-02-06T10:00:00+09:00');
  async now(): Promise<Date> {
    return this.at;
  }
}

const founderId = newId();
const schoolId = newId();
const founder: Actor = { personId: newId(), role: 'founder', organisationId: founderId, zone: 'console' };
const clock = new SetClock();
const atNine = (day: string) => void (clock.at = new Date(`${day}T09:00:00+09:00`));

let database: TestDatabase;
let owner: DataSource;
let console_: DataSource;
let worker: DataSource;
let work: UnitOfWork;
let telling: UnitOfWork;
let sweeping: UnitOfWork;
let cases: CasesService;

const listeners = new Listeners();
listenForDeadlines(listeners);
/** By the owner, who is believed: what is told here no app has entered. */
const asFounder = <T>(doing: (tx: Tx) => Promise<T>): Promise<T> => telling.run(founder, doing);
const asWorker = <T>(doing: (tx: Tx) => Promise<T>): Promise<T> => sweeping.run(systemActor('worker'), doing);
const sql = <T>(text: string, params: unknown[] = []): Promise<T[]> => owner.query<T[]>(text, params);

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  await allowTrainingClock((sql) => owner.query(sql));
  console_ = await openDataSource(database.urls.console, rows);
  worker = await openDataSource(database.urls.worker);
  await loadReference((text, params) => owner.query(text, params));
  await sql(
    `insert into organisation (id, kind, name, parent_id) values ($1, 'founder', '架空市教育委員会', null), ($2, 'school', '架空市立第一中学校', $1)`,
    [founderId, schoolId],
  );
  await sql(`insert into person (id, name, created_at) values ($1, 'x', now())`, [founder.personId]);
  await sql(`insert into role_grant (id, person_id, role, organisation_id, starts_on) values ($1, $2, 'founder', $3, '2000-04-01')`, [
    newId(),
    founder.personId,
    founderId,
  ]);
  work = new UnitOfWork(console_, clock, listeners, testVault);
  telling = new UnitOfWork(owner, clock, listeners, testVault);
  sweeping = new UnitOfWork(worker, clock, new Listeners(), testVault);
  cases = new CasesService(work);
});
afterAll(async () => {
  for (const source of [owner, console_, worker]) await source.destroy();
  await database.close();
});
beforeEach(() => void (clock.at = new Date('2026-02-06T10:00:00+09:00')));

async function report(dateOfDeath = '2026-02-01', awareAt = '2026-02-06T08:30'): Promise<string> {
  return (await cases.report(founder, { dateOfDeath, awareAt, awareSource: 'family', pupilName: '架空 花子', schoolId })).id;
}
/** Tells what a service would tell, with what was entered, in one transaction. */
const act = (caseId: string, name: ActName, occurredOn: string, data: object = {}, actId = newId(), sealed = false): Promise<string> =>
  asFounder(async (tx) => {
    const [next] = await sql<{ version: number }>('select coalesce(max(at_version), 0) + 100 as version from act where case_id = $1', [
      caseId,
    ]);
    const row = {
      id: actId,
      atVersion: next!.version,
      name,
      occurredOn,
      enteredAt: clock.at,
      personId: actId,
      role: 'founder',
      organisationId: null,
    };
    const said = { ...data, ...(sealed && { proof: sealOfAct(await tx.vault.ofCase(caseId), row, { ...data }) }) };
    await sql(
      `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data) values ($1, $2, $3, $4, $5, $6, $1, 'founder', $7)`,
      [actId, caseId, row.atVersion, name, occurredOn, row.enteredAt, JSON.stringify(said)],
    );
    await tx.tell({ name: 'act-recorded', caseId, facts: { act: name, actId, occurredOn }, data: data as Record<string, unknown> });
    return actId;
  });
/** As an app enters it, with its seal. */
const entered = (caseId: string, name: ActName, occurredOn: string): Promise<string> => act(caseId, name, occurredOn, {}, newId(), true);
const step = (caseId: string, name: StepName, to: string): Promise<void> =>
  asFounder(async (tx) => {
    await tx.change('update survey_case set state = $2 where id = $1', [caseId, to]);
    await tx.tell({ name: 'step-taken', caseId, facts: { step: name, from: '', to } });
  });
const of = async (caseId: string) => asFounder((tx) => deadlinesOf(tx, caseId));
const states = async (caseId: string, rule: string) =>
  (await of(caseId)).filter((d) => d.rule === rule).map((d) => `${d.subject && '/'}${d.strict} ${d.state}`);
const nextDue = async (caseId: string) =>
  (await sql<{ d: string }>('select next_due_on::text as d from survey_case where id = $1', [caseId]))[0]!.d;
const leads = async (caseId: string, rule: string) =>
  (
    await sql<{ lead: string }>(
      'select r.lead from reminder r join deadline d on d.id = r.deadline_id where d.case_id = $1 and d.rule = $2 order by r.made_at, r.due_on',
      [caseId, rule],
    )
  ).map((r) => r.lead.split('/')[0]);

describe('deadlines of a case', () => {
  it('wait for acts and steps that exist', () =>
    expect(Object.keys(openings).filter((cause) => cause !== 'case-reported' && !isAct(cause) && !isStep(cause))).toEqual([]));

  it('open in the transaction of the report, with their dates, and the list knows the earliest', async () => {
    const caseId = await report();
    expect((await of(caseId)).map((d) => [d.rule, d.countedFrom, d.strict, d.state])).toEqual([
      ['D-BASIC-START', '2026-02-06', '2026-02-06', 'open'],
      ['D-STAFF-3', '2026-02-06', '2026-02-09', 'open'],
      ['D-FAM-7', '2026-02-06', '2026-02-13', 'open'],
      ['D-BASIC-REPORT', '2026-02-06', '2026-03-08', 'open'],
      ['D-JSC-DEATH', '2026-02-01', '2028-02-01', 'open'],
    ]);
    expect(await nextDue(caseId)).toBe('2026-02-06');
    const entries = await sql<{ content: string }>('select content from journal_entry where case_id = $1 order by seq', [caseId]);
    expect(entries.filter((e) => e.content.includes('"deadline-opened"'))).toHaveLength(5);
  });

  it('leave nothing behind when the act that opened them fails', async () => {
    const [before] = await sql<{ n: number }>('select count(*) as n from deadline');
    await expect(
      asFounder(async (tx) => {
        const [row] = await tx.query<{ id: string }>('select id from survey_case limit 1');
        await openDeadline(tx, { caseId: row!.id, rule: 'D-LEAK', start: { on: '2026-02-06' } });
        throw new Error('the act failed');
      }),
    ).rejects.toThrow('the act failed');
    expect(await sql('select count(*) as n from deadline')).toEqual([before]);
  });

  it('are met by what was done, on the day it was done', async () => {
    const caseId = await report();
    await step(caseId, 'startBasicSurvey', 'BASIC_RUNNING');
    atNine('2026-02-12');
    await act(caseId, 'recordStaffHearings', '2026-02-10');
    const [start, staff] = (await of(caseId)).filter((d) => d.state === 'met');
    expect([start?.rule, start?.metOn, start?.metLate]).toEqual(['D-BASIC-START', '2026-02-06', false]);
    expect([staff?.rule, staff?.metOn, staff?.metLate]).toEqual(['D-STAFF-3', '2026-02-10', true]);
    expect(await nextDue(caseId)).toBe('2026-02-13');
    atNine('2026-02-14');
    expect((await of(caseId)).find((d) => d.rule === 'D-FAM-7')?.state).toBe('late');
  });

  it('count the first explanation as given once survey, JSC and desks were explained', async () => {
    const caseId = await report();
    await entered(caseId, 'explainJsc', '2026-02-11');
    // What a statement planted explains nothing.
    await act(caseId, 'explainDesks', '2026-02-08');
    await entered(caseId, 'explainSurveySystem', '2026-02-10');
    expect(await states(caseId, 'D-FAM-7')).toEqual(['2026-02-13 open']);
    await entered(caseId, 'explainDesks', '2026-02-09');
    expect((await of(caseId)).find((d) => d.rule === 'D-FAM-7')).toMatchObject({ state: 'met', metOn: '2026-02-11' });
  });

  it('move when the start is entered anew, closed ones too, and are idempotent otherwise', async () => {
    const caseId = await report();
    await act(caseId, 'recordStaffHearings', '2026-02-06');
    await act(caseId, 'recordAwareness', '2026-02-06', { awareAt: new Date('2026-02-04T23:30:00+09:00') });
    expect([await states(caseId, 'D-FAM-7'), await states(caseId, 'D-STAFF-3')]).toEqual([['2026-02-11 open'], ['2026-02-07 met']]);
    await asFounder((tx) => moveDeadline(tx, { caseId, rule: 'D-JSC-DEATH', start: { on: '2026-02-02' } }));
    expect(await states(caseId, 'D-JSC-DEATH')).toEqual(['2028-02-02 open']);
    const before = await sql('select * from deadline where case_id = $1 order by rule', [caseId]);
    await asFounder((tx) => openDeadline(tx, { caseId, rule: 'D-JSC-DEATH', start: { on: '2026-02-02' } }));
    await asFounder((tx) => moveDeadline(tx, { caseId, rule: 'D-SETUP', start: { on: '2026-02-02' } }));
    expect(await sql('select * from deadline where case_id = $1 order by rule', [caseId])).toEqual(before);
  });

  it('follow the decision of the founder', async () => {
    const caseId = await report();
    await step(caseId, 'confirmIntention', 'INTENTION_RECORDED');
    expect(await states(caseId, 'D-DECIDE')).toEqual(['/2026-02-20 open']);
    await act(caseId, 'decideTransition', '2026-02-10', { decision: 'notMove' });
    expect([await states(caseId, 'D-DECIDE'), await states(caseId, 'D-REASON')]).toEqual([['/2026-02-20 met'], ['/2026-02-17 open']]);
    await act(caseId, 'explainNotMoved', '2026-02-12');
    await step(caseId, 'decideNotToMove', 'NOT_MOVED');
    expect(await states(caseId, 'D-REASON')).toEqual(['/2026-02-17 met']);
    await act(caseId, 'recordIntention', '2026-03-01', { wish: 'NO_WISH' });
    expect(await states(caseId, 'D-DECIDE')).toEqual(['/2026-02-20 met']);
    await act(caseId, 'recordIntention', '2026-03-01', { wish: 'WISH' });
    expect(await states(caseId, 'D-DECIDE')).toEqual(['/2026-03-15 open', '/2026-02-20 met']);
    await act(caseId, 'decideTransition', '2026-03-03', { decision: 'move' });
    await step(caseId, 'moveToDetailed', 'DETAILED_DECIDED');
    expect([await states(caseId, 'D-DECIDE'), await states(caseId, 'D-SETUP')]).toEqual([
      ['/2026-02-20 met', '/2026-03-15 met'],
      ['/2026-04-07 open'],
    ]);
  });

  it('keep the rhythm of progress notes while the survey runs', async () => {
    const caseId = await report();
    await step(caseId, 'startDetailedSurvey', 'DETAILED_RUNNING');
    await act(caseId, 'recordTerms', '2026-02-06', { plannedEnd: '2026-09-30' });
    await act(caseId, 'sendProgressNote', '2026-02-28', {});
    expect(await states(caseId, 'D-PROGRESS')).toEqual(['/2026-03-28 open', '/2026-03-06 met']);
    await act(caseId, 'recordTerms', '2026-03-01', { plannedEnd: '2026-12-31' });
    expect(await states(caseId, 'D-EXTEND')).toEqual(['/2026-12-31 open', '/2026-09-30 cancelled']);
    await step(caseId, 'submitReport', 'REPORTED');
    await act(caseId, 'sendProgressNote', '2026-04-10', {});
    expect(await states(caseId, 'D-PROGRESS')).toEqual(['/2026-03-06 met', '/2026-03-28 cancelled']);
  });

  it('of a suspicion end with the report upward, or when the suspicion is taken back', async () => {
    const caseId = await report();
    await act(caseId, 'recordSuspicions', '2026-02-06', { bullying: 'yes' });
    await act(caseId, 'recordSuspicions', '2026-02-08', { bullying: 'yes' });
    expect(await states(caseId, 'D-SERIOUS')).toEqual(['2026-02-13 open']);
    await act(caseId, 'recordSuspicions', '2026-02-09', { bullying: 'no' });
    expect(await states(caseId, 'D-SERIOUS')).toEqual(['2026-02-13 cancelled']);
    await act(caseId, 'recordSuspicions', '2026-02-20', { bullying: 'yes' });
    expect(await states(caseId, 'D-SERIOUS')).toEqual(['2026-02-27 open']);
    await act(caseId, 'reportSeriousCase', '2026-02-21');
    await act(caseId, 'recordSuspicions', '2026-03-20', { bullying: 'yes' });
    expect(await states(caseId, 'D-SERIOUS')).toEqual(['2026-02-27 met']);
  });

  it('of disclosure requests are told apart', async () => {
    const caseId = await report();
    const one = await act(caseId, 'recordDisclosureRequest', '2026-04-01');
    await act(caseId, 'recordDisclosureRequest', '2026-04-03');
    await act(caseId, 'decideDisclosureRequest', '2026-04-20', { to: one });
    expect(await states(caseId, 'D-DISC-30')).toEqual(['/2026-05-03 open', '/2026-05-01 met']);
  });

  it('give way to the time of keeping when the case is closed', async () => {
    const caseId = await report();
    await act(caseId, 'recordTreatmentMonth', '2026-02-06', { month: '2026-01' });
    await step(caseId, 'closeCase', 'CLOSED');
    expect((await of(caseId)).filter((d) => d.state === 'open').map((d) => d.rule)).toEqual(['D-JSC-MED', 'D-RETAIN']);
    expect(await nextDue(caseId)).toBe('2028-02-10');
    await step(caseId, 'reopenCase', 'REOPENED');
    expect(await states(caseId, 'D-RETAIN')).toEqual(['/2056-02-06 cancelled']);
  });
});

describe('the limits of JSC', () => {
  it('are one for each month of care, and each ends with its own receipt', async () => {
    const caseId = await report();
    for (const month of ['2025-12', '2026-01', '2026-01']) await act(caseId, 'recordTreatmentMonth', '2026-02-06', { month });
    await act(caseId, 'recordCure', '2026-02-06', { curedOn: plainDate('2026-01-20') });
    expect(await states(caseId, 'D-JSC-MED')).toEqual(['/2028-01-10 open', '/2028-02-10 open']);
    await act(caseId, 'recordJscReceipt', '2026-06-01', { benefit: 'medical', month: '2025-12', to: newId() });
    expect(await states(caseId, 'D-JSC-MED')).toEqual(['/2028-02-10 open', '/2028-01-10 met']);
    expect([await states(caseId, 'D-JSC-DIS'), await states(caseId, 'D-JSC-DEATH')]).toEqual([['2028-02-10 open'], ['2028-02-01 open']]);
    await act(caseId, 'recordJscReceipt', '2026-06-01', { benefit: 'death', to: newId() });
    await act(caseId, 'recordJscReceipt', '2026-06-01', { benefit: 'disability', to: newId() });
    expect([await states(caseId, 'D-JSC-DIS'), await states(caseId, 'D-JSC-DEATH')]).toEqual([['2028-02-10 met'], ['2028-02-01 met']]);
  });

  it('go on although a claim was given to the school, until JSC has it', async () => {
    const caseId = await report();
    const claim = await act(caseId, 'recordJscClaim', '2026-06-01', { benefit: 'death', claimant: 'guardian' });
    expect([await states(caseId, 'D-JSC-FORWARD'), await states(caseId, 'D-JSC-DEATH')]).toEqual([
      ['/2026-06-08 open'],
      ['2028-02-01 open'],
    ]);
    await act(caseId, 'forwardJscClaim', '2026-06-03', { to: claim });
    expect([await states(caseId, 'D-JSC-FORWARD'), await states(caseId, 'D-JSC-DEATH')]).toEqual([
      ['/2026-06-08 met'],
      ['2028-02-01 open'],
    ]);
    await act(caseId, 'recordJscDecision', '2026-09-01', { benefit: 'death', jscDecision: 'refused', objectionBy: '2026-11-02' });
    expect([await states(caseId, 'D-JSC-DEATH'), await states(caseId, 'D-JSC-OBJ')]).toEqual([['2028-02-01 met'], ['/2026-11-02 open']]);
  });

  it('are not ended by refusals that a statement planted, and run again when another relative is named', async () => {
    const caseId = await report();
    const [mother, father] = [newId(), newId()];
    for (const id of [mother, father])
      await sql(`insert into relative (id, case_id, name, relation, term, created_at) values ($1, $2, '架空', 'mother', 'jishi', now())`, [
        id,
        caseId,
      ]);
    for (const relative of [mother, father]) await act(caseId, 'declineJsc', '2026-06-02', { relative });
    expect(await states(caseId, 'D-JSC-DEATH')).toEqual(['2028-02-01 open']);
    // How refusals that were entered end them, test/integration/own-word.spec.ts asks.
    await sql(`update deadline set closed_at = now(), closed_as = 'declined' where case_id = $1 and rule = 'D-JSC-DEATH'`, [caseId]);
    await act(caseId, 'nameRelative', '2026-06-03');
    expect(await states(caseId, 'D-JSC-DEATH')).toEqual(['2028-02-01 open']);
  });

  it('are put aside without a contract and come back with one', async () => {
    const caseId = await report();
    await act(caseId, 'recordJscContract', '2026-02-06', { contract: 'no' });
    expect(await states(caseId, 'D-JSC-DEATH')).toEqual(['2028-02-01 cancelled']);
    await act(caseId, 'recordJscContract', '2026-02-07', { contract: 'yes' });
    expect(await states(caseId, 'D-JSC-DEATH')).toEqual(['2028-02-01 open']);
  });

  it('are worked out for anyone who asks, with the holidays of the database', async () => {
    const limit = await asWorker((tx) => previewLimit(tx, 'D-JSC-DEATH', { on: '2024-05-03' }));
    expect(limit).toMatchObject({
      rule: 'D-JSC-DEATH',
      firstCountedOn: '2024-05-04',
      strict: '2026-05-03',
      safe: '2026-05-01',
      ext142: '2026-05-07',
      holidays: 'gazetted',
    });
    expect(limit.working.every(({ text, source }) => text.length > 0 && source.length > 0)).toBe(true);
    await expect(asWorker((tx) => previewLimit(tx, 'D-JSC-MED', { on: '2024-05-03' }))).rejects.toThrow(Refused);
  });

  it('notice a new holiday at once, and that a date set before rests on the old table', async () => {
    const caseId = await report('2024-04-10');
    expect((await of(caseId)).find((d) => d.rule === 'D-JSC-DEATH')).toMatchObject({ safe: '2026-04-10', outdated: false });
    await sql(`insert into holiday (day, name, source, version) values ('2026-04-10', '特別の休日', '官報', 'by hand')`);
    expect((await asWorker((tx) => previewLimit(tx, 'D-JSC-DEATH', { on: '2024-04-10' }))).safe).toBe('2026-04-09');
    expect((await of(caseId)).find((d) => d.rule === 'D-JSC-DEATH')).toMatchObject({ safe: '2026-04-10', outdated: true });
    await sql(`delete from holiday where version = 'by hand'`);
  });
});

describe('the sweep', () => {
  const outbox = async () => (await sql<{ n: number }>(`select count(*) as n from outbox where job = 'send-reminder'`))[0]!.n;

  it('makes each reminder once, with its job, and nothing when it runs again', async () => {
    const caseId = await report();
    await sweep(sweeping);
    expect([await leads(caseId, 'D-BASIC-START'), await leads(caseId, 'D-JSC-DEATH')]).toEqual([['0d'], []]);
    const jobs = await outbox();
    expect(await sweep(sweeping)).toBe(0);
    expect(await outbox()).toBe(jobs);
    atNine('2026-08-03');
    await sweep(sweeping);
    expect(await leads(caseId, 'D-JSC-DEATH')).toEqual(['-18m']);
    const [orphans] = await sql<{ n: number }>(
      `select count(*) as n from reminder r where not exists (select from outbox o where o.subject_id = r.id)`,
    );
    expect(orphans?.n).toBe(0);
  });

  it('sends one reminder, the most urgent, after the worker was down for a month, and then goes on', async () => {
    const caseId = await report();
    atNine('2027-12-20');
    await sweep(sweeping);
    atNine('2028-01-24');
    expect(await leads(caseId, 'D-JSC-DEATH')).toEqual(['-2m']);
    await sweep(sweeping);
    expect(await leads(caseId, 'D-JSC-DEATH')).toEqual(['-2m', '-14d']);
    for (const day of ['2028-01-25', '2028-01-26', '2028-01-31', '2028-02-01', '2028-02-02', '2028-02-20', '2028-03-02']) {
      atNine(day);
      await sweep(sweeping);
    }
    expect(await leads(caseId, 'D-JSC-DEATH')).toEqual(['-2m', '-14d', '-7d', '-1d', 'passed', 'passed+1m']);
  });

  it('of several workers at once shares the work and makes nothing twice', async () => {
    atNine('2029-01-10');
    await sweep(sweeping);
    atNine('2026-02-06');
    const caseId = await report();
    await asFounder(async (tx) => {
      for (let n = 0; n < 300; n++) await openDeadline(tx, { caseId, rule: 'D-DISC-30', subject: newId(), start: { on: '2026-02-06' } });
    });
    atNine('2026-03-09');
    const made = await Promise.all(Array.from({ length: 4 }, () => sweep(sweeping, 20)));
    expect(made.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(300);
    const [row] = await sql<{ n: number; deadlines: number }>(
      `select count(*) as n, count(distinct r.deadline_id) as deadlines from reminder r join deadline d on d.id = r.deadline_id where d.case_id = $1 and d.rule = 'D-DISC-30'`,
      [caseId],
    );
    expect(row).toEqual({ n: 300, deadlines: 300 });
  });

  it('that is killed half way leaves every reminder to the next', async () => {
    const caseId = await report();
    let runs = 0;
    const run = (actor: Actor, doing: (tx: Tx) => Promise<unknown>) =>
      sweeping.run(actor, async (tx) => {
        const answer = await doing(tx);
        if (++runs > 1) throw new Error('killed');
        return answer;
      });
    const broken = { run } as unknown as UnitOfWork;
    await expect(sweep(broken)).rejects.toThrow('killed');
    expect(runs).toBeGreaterThan(1);
    expect(await leads(caseId, 'D-BASIC-START')).toEqual([]);
    await sweep(sweeping);
    expect(await leads(caseId, 'D-BASIC-START')).toEqual(['0d']);
  });

  it('needs no queue to remember: with the outbox and the queue wiped the reminder is still there, unsent', async () => {
    const caseId = await report();
    await sweep(sweeping);
    await sql('truncate outbox');
    expect(await sweep(sweeping)).toBe(0);
    const waiting = await sql(
      `select r.id from reminder r join deadline d on d.id = r.deadline_id where d.case_id = $1 and r.sent_at is null`,
      [caseId],
    );
    expect(waiting.length).toBeGreaterThan(0);
  });

  it('is silent once a deadline is met, also when the clock stood still in between', async () => {
    const caseId = await report();
    await act(caseId, 'recordJscReceipt', '2026-02-06', { benefit: 'death', to: newId() });
    atNine('2028-03-01');
    await sweep(sweeping);
    expect(await leads(caseId, 'D-JSC-DEATH')).toEqual([]);
  });

  it('climbs the ladder anew for a deadline that was moved', async () => {
    const caseId = await report();
    atNine('2027-02-01');
    await sweep(sweeping);
    await asFounder((tx) => moveDeadline(tx, { caseId, rule: 'D-JSC-DEATH', start: { on: '2026-02-02' } }));
    atNine('2027-02-02');
    await sweep(sweeping);
    expect(await leads(caseId, 'D-JSC-DEATH')).toEqual(['-12m', '-12m']);
  });
});

describe('a reminder', () => {
  const person = async (name: string): Promise<string> => {
    const id = newId();
    await sql(`insert into person (id, name, email, password_hash, created_at) values ($1, $2, $3, '', now())`, [
      id,
      name,
      `${id}@example.jp`,
    ]);
    return id;
  };
  const grant = async (name: string, role: string, organisation: string, endsOn: string | null = null): Promise<string> => {
    const id = await person(name);
    await sql('insert into role_grant (id, person_id, role, organisation_id, starts_on, ends_on) values ($1, $2, $3, $4, $5, $6)', [
      newId(),
      id,
      role,
      organisation,
      '2020-04-01',
      endsOn,
    ]);
    return id;
  };
  const latest = async (caseId: string) =>
    (
      await sql<{ id: string }>(
        `select r.id from reminder r join deadline d on d.id = r.deadline_id where d.case_id = $1 and d.rule = 'D-JSC-DEATH' order by r.made_at desc limit 1`,
        [caseId],
      )
    )[0]!.id;
  const told = async (caseId: string) => {
    const id = await latest(caseId);
    return new Map((await asWorker((tx) => recipientsOf(tx, id))).map((r) => [r.personId, [r.as, r.notBefore.toISOString()]]));
  };

  it('goes to everyone with the role, to relatives who wish it, and to the head of the founder from three months before', async () => {
    const [nurse, clerk, head, gone] = [
      await grant('養護', 'school', schoolId),
      await grant('担当', 'founder', founderId),
      await grant('教育長', 'founderHead', founderId),
      await grant('転出', 'school', schoolId, '2026-03-31'),
    ];
    const caseId = await report();
    const [mother, father, uncle] = [await person('母'), await person('父'), await person('伯父')];
    const relatives = new Map<string, string>();
    for (const [personId, reminders] of [
      [mother, true],
      [father, false],
      [uncle, true],
    ] as const) {
      relatives.set(personId, newId());
      await sql(
        `insert into relative (id, case_id, person_id, name, relation, term, reminders, created_at) values ($1, $2, $3, '架空', 'other', 'jishi', $4, now())`,
        [relatives.get(personId), caseId, personId, reminders],
      );
    }
    await act(caseId, 'recordNoContact', '2026-03-01', { relative: relatives.get(uncle), noContactKind: 'declined' });

    atNine('2027-08-01');
    await sweep(sweeping);
    const half = await told(caseId);
    expect(half.get(mother)).toEqual(['family', '2027-07-31T15:00:00.000Z']);
    expect([half.get(nurse), half.get(clerk)]).toEqual([
      ['school', '2027-08-01T15:00:00.000Z'],
      ['founder', '2027-08-01T15:00:00.000Z'],
    ]);
    for (const nobody of [father, uncle, head, gone]) expect(half.has(nobody)).toBe(false);

    atNine('2027-11-01');
    await sweep(sweeping);
    expect((await told(caseId)).get(head)?.[0]).toBe('founderHead');

    await act(caseId, 'restoreContact', '2027-12-01', { relative: relatives.get(uncle) });
    atNine('2027-12-28');
    await sweep(sweeping);
    const month = await told(caseId);
    expect([month.get(clerk), month.get(mother), month.get(uncle)]).toEqual([
      ['founder', '2027-12-27T15:00:00.000Z'],
      ['family', '2027-12-31T15:00:00.000Z'],
      ['family', '2027-12-31T15:00:00.000Z'],
    ]);
  });

  it('reaches nobody once the deadline is met or has moved', async () => {
    const clerk = await grant('担当', 'founder', founderId);
    const caseId = await report();
    atNine('2027-11-01');
    await sweep(sweeping);
    expect((await told(caseId)).has(clerk)).toBe(true);
    await asFounder((tx) => moveDeadline(tx, { caseId, rule: 'D-JSC-DEATH', start: { on: '2026-02-03' } }));
    expect((await told(caseId)).size).toBe(0);
    expect((await asWorker((tx) => recipientsOf(tx, newId()))).length).toBe(0);
  });
});
