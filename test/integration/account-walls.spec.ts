import { type DataSource } from 'typeorm';
import { type Account, accounts, openDataSource } from '#lib/database';
import { canonical } from '#lib/journal';
import { type Role, newId } from '#lib/kernel';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { MailWorld } from '../support/mail.world.js';

jest.setTimeout(60_000);

/** Statements nobody wrote, sent under the account of each app: what a hole in one app would reach. */
let database: TestDatabase;
let owner: DataSource;
let world: MailWorld;
const sources = {} as Record<Account, DataSource>;
const people = {} as Record<'founder' | 'member' | 'relative', string>;

beforeAll(async () => {
  database = await testDatabase();
  owner = await openDataSource(database.ownerUrl);
  for (const account of accounts) sources[account] = await openDataSource(database.urls[account]);
  world = await MailWorld.in(database.ownerUrl);
  people.founder = await world.official('founder');
  people.member = await world.member('committeeMember');
  people.relative = (await world.relative()).personId;
  // As in production: nobody may set the clock.
  await owner.query('delete from training_clock');
});
afterAll(async () => {
  await world.close();
  for (const source of [owner, ...Object.values(sources)]) await source.destroy();
  await database.close();
});

const denied = '42501';
const said = (error: { driverError?: { code?: string } }): string => error.driverError?.code ?? String(error);

/** In a transaction of its own, as somebody: the statement says who acts, as an app does. */
async function as(
  account: Account,
  who: { personId: string; role: Role; organisationId?: string | null },
  ...statements: [string, unknown[]?][]
) {
  try {
    return await sources[account].transaction(async (manager) => {
      await manager.query(
        `select set_config('yorisoi.person', $1, true), set_config('yorisoi.role', $2, true), set_config('yorisoi.organisation', $3, true),
           set_config('yorisoi.today', '2026-03-01', true)`,
        [who.personId, who.role, who.organisationId ?? ''],
      );
      for (const [sql, params] of statements) await manager.query(sql, params);
      return 'done';
    });
  } catch (error) {
    return said(error as object);
  }
}
const own: Readonly<Record<Account, () => { personId: string; role: Role; organisationId?: string }>> = {
  console: () => ({ personId: people.founder, role: 'founder', organisationId: world.founderId }),
  family: () => ({ personId: people.relative, role: 'relative' }),
  committee: () => ({ personId: people.member, role: 'committeeMember' }),
  api: () => ({ personId: people.founder, role: 'founder', organisationId: world.founderId }),
  worker: () => ({ personId: newId(), role: 'system' }),
};

describe('the journal', () => {
  const append = 'select journal_append($1::text[], $2::uuid[], $3::timestamptz[], $4::text[])';
  interface Entry {
    readonly zone: Account;
    readonly role: Role;
    readonly personId: string;
    readonly at?: Date;
    readonly caseId?: string | null;
    readonly chain?: string;
    readonly facts?: object;
    readonly organisationId?: string | null;
  }
  const written = (account: Account, { at = new Date(), caseId = world.caseId, chain, ...more }: Entry) => {
    const content = { organisationId: null, facts: { what: 'deliberation' }, event: 'read', at: at.toISOString(), ...more };
    const params = [[chain ?? caseId ?? `person/${more.personId}`], [caseId], [at.toISOString()], [canonical(content)]];
    return as(account, own[account](), [append, params]);
  };
  const heads = () => owner.query<object[]>('select chain, seq, hash from journal_head order by chain');

  it('takes of each account what its own people do', async () => {
    for (const account of accounts) expect(await written(account, { zone: account, ...own[account]() })).toBe('done');
    expect(await written('family', { zone: 'family', ...own.family(), caseId: null })).toBe('done');
  });
  it.each(accounts)('has no row that %s can write itself', async (account) => {
    const statements = [
      `update journal_head set seq = seq - 1`,
      `update journal_head set hash = ''`,
      `insert into journal_head (chain, seq, hash, drawer) values ('x', 5, '', 0)`,
      `delete from journal_head`,
      `select from journal_head for update`,
      `insert into journal_entry (chain, seq, at, content, previous_hash, hash) values ('x', 1, now(), '{}', '', '')`,
      `delete from journal_entry`,
    ];
    for (const sql of statements) expect(await as(account, own[account](), [sql])).toBe(denied);
  });
  it.each(accounts)('takes of %s nothing that people of another app did', async (account) => {
    for (const other of accounts.filter((other) => other !== account)) {
      expect(await written(account, { zone: other, ...own[other]() })).toBe(denied);
      // The API comes for founders and members as well.
      const both = account === 'api' || (account === 'console' && other === 'api');
      if (!both) expect(await written(account, { zone: account, ...own[other]() })).toBe(denied);
    }
  });
  it.each(accounts)('takes of %s nothing that is dated back or ahead by more than minutes', async (account) => {
    const off = (minutes: number) => new Date(Date.now() + minutes * 60_000);
    for (const minutes of [-40 * 24 * 60, -60, -6, 6, 24 * 60])
      expect(await written(account, { zone: account, ...own[account](), at: off(minutes) })).toBe(denied);
    expect(await written(account, { zone: account, ...own[account](), at: off(-3) })).toBe('done');
  });
  it('takes nothing under the name of a person who never held that role', async () => {
    expect(await written('family', { zone: 'family', role: 'relative', personId: people.member })).toBe(denied);
    expect(await written('console', { zone: 'console', role: 'founder', personId: people.member })).toBe(denied);
    expect(await written('console', { zone: 'console', role: 'founderHead', personId: people.founder })).toBe(denied);
    expect(await written('console', { zone: 'console', role: 'founder', personId: people.founder, organisationId: newId() })).toBe(denied);
  });
  it('takes an entry only into the chain it belongs to', async () => {
    expect(await written('family', { zone: 'family', ...own.family(), chain: newId() })).toBe(denied);
    expect(await written('family', { zone: 'family', ...own.family(), caseId: null, chain: `person/${people.member}` })).toBe(denied);
    expect(await written('family', { zone: 'family', role: 'system', personId: newId(), caseId: null, chain: 'system/console/a' })).toBe(
      denied,
    );
    expect(await written('family', { zone: 'family', role: 'system', personId: newId(), caseId: null, chain: 'system/family/a' })).toBe(
      'done',
    );
  });
  it('takes nothing of another day, nothing endless, and many entries not at once', async () => {
    const day = 86_400_000;
    for (const at of [-40 * day, -2 * day, 2 * day, 300 * 365 * day])
      expect(await written('family', { zone: 'family', ...own.family(), at: new Date(Date.now() + at) })).toBe(denied);
    expect(await written('family', { zone: 'family', ...own.family(), facts: { what: 'x'.repeat(70_000) } })).toBe(denied);
    const many = Array.from({ length: 6_000 }, () => world.caseId);
    expect(await as('family', own.family(), [append, [many, many, many.map(() => new Date().toISOString()), many.map(() => '{}')]])).toBe(
      denied,
    );
  });
  it('stands afterwards as it stood, and goes on', async () => {
    const before = await heads();
    for (const account of accounts) await written(account, { zone: account, role: 'administrator', personId: people.relative });
    expect(await heads()).toEqual(before);
    expect(await written('console', { zone: 'console', ...own.console() })).toBe('done');
  });
});

describe('a case', () => {
  const writers = ['console', 'family', 'committee', 'api'] as const;
  /** An act as the account could plant one: of one of its own people, in form all right. */
  const act = (
    account: Account,
    version: string,
    more: { name?: string; role?: string; personId?: string; data?: string } = {},
  ): [string, unknown[]] => {
    const { personId, role } = own[account]();
    const said = { personId, role, name: theirs[account], data: '{"proof":"s1:1:x"}', ...more };
    return [
      `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data)
       select $1, $2, ${version}, $3, '2026-02-20', now(), $4, $5, $6 from survey_case where id = $2`,
      [newId(), world.caseId, said.name, said.personId, said.role, said.data],
    ];
  };
  const theirs: Readonly<Record<Account, string>> = {
    console: 'recordCare',
    family: 'askQuestion',
    committee: 'freezeDraft',
    api: 'recordCare',
    worker: 'recordCare',
  };
  const changed = (sql: string): [string, unknown[]] => [`update survey_case set ${sql} where id = $1`, [world.caseId]];

  it.each(writers)('is numbered on by %s, one after the other', async (account) => {
    expect(await as(account, own[account](), changed('version = version + 1'), act(account, 'version'))).toBe('done');
  });
  it.each(writers)('is not locked by %s with numbers that stand in the way of others', async (account) => {
    for (const ahead of [2, 100, 2_000_000_000])
      expect(await as(account, own[account](), changed(`version = version + ${ahead}`))).toBe(denied);
    expect(await as(account, own[account](), changed('version = 1'))).toBe(denied);
    for (const ahead of ['version + 1', 'version + 2', '2147483647'])
      expect(await as(account, own[account](), act(account, ahead))).toBe(denied);
    const step = `insert into case_state (id, case_id, at_version, step, from_state, to_state, taken_on, taken_at, person_id, role)
      select $1, $2, version + 1, 'closeCase', 'INTAKE', 'CLOSED', '2026-02-20', now(), $3, 'founder' from survey_case where id = $2`;
    expect(await as(account, own[account](), [step, [newId(), world.caseId, people.founder]])).toBe(denied);
  });
  it.each(writers)('takes of %s no act that is not its people’s to enter, and none of rubbish', async (account) => {
    const next = changed('version = version + 1');
    const foreign = writers.filter((other) => own[other]().personId !== own[account]().personId);
    for (const rubbish of [
      { name: 'noSuchAct' },
      { name: '' },
      { name: 'overrideWish' },
      { role: 'system' },
      { role: 'nobody' },
      { personId: newId() },
      { data: '{}' },
      { data: '{"proof":"plain:"}' },
      { data: '[1,2]' },
      ...foreign.map((other) => ({ personId: own[other]().personId, role: own[other]().role, name: theirs[other] })),
    ])
      expect(await as(account, own[account](), next, act(account, 'version', rubbish))).toBe(denied);
    const acts = () => owner.query<object[]>('select id from act order by id');
    const before = await acts();
    // The API comes for relatives, too; none of them has a token.
    for (const other of account === 'api' ? [] : foreign) await as(account, own[other](), act(other, 'version'));
    expect(await acts()).toEqual(before);
  });
  it.each(writers)('is not made unreadable by %s', async (account) => {
    const broken = '23514';
    expect(await as(account, own[account](), changed(`state = 'NOWHERE'`))).toBe(broken);
    for (const day of ['infinity', '-infinity', '20000-01-01', '0044-03-15 BC'])
      expect(await as(account, own[account](), changed(`state_since = '${day}'`))).toBe(broken);
  });
  describe('moves only by what is entered', () => {
    /** A step as the account could plant one, with a seal that is none: the page of the case counts it. */
    const step = (account: Account, to: string): [string, unknown[]] => [
      `insert into case_state (id, case_id, at_version, step, from_state, to_state, taken_on, taken_at, person_id, role, proof)
       select $1, $2, version, $3, 'BASIC_RUNNING', $4, state_since, now(), $5, $6, 's1:1:x' from survey_case where id = $2`,
      [newId(), world.caseId, steps[account], to, own[account]().personId, own[account]().role],
    ];
    const steps: Partial<Record<Account, string>> = { console: 'closeCase', family: 'takeUpSupplement', committee: 'submitReport' };
    const moved = `version = version + 1, state = 'CLOSED', state_since = '2026-03-01'`;
    const limit = (values: string): [string, unknown[]] => [
      `insert into deadline (id, case_id, rule, subject, counted_from, strict_on, safe_on, ext142_on, opened_at, calendar_version, closed_at)
       values ($1, $2, 'D-FAM-7', 'planted', '2026-02-02', '2199-01-01', '2199-01-01', '2199-01-01', now(), 'x', ${values})`,
      [newId(), world.caseId],
    ];
    beforeAll(() =>
      owner.query(
        `insert into deadline (id, case_id, rule, counted_from, strict_on, safe_on, ext142_on, opened_at, calendar_version)
         values ($1, $2, 'D-FAM-7', '2026-02-02', '2026-02-09', '2026-02-09', '2026-02-09', now(), 'x')`,
        [newId(), world.caseId],
      ),
    );

    it.each(writers)('its state, for %s', async (account) => {
      expect(await as(account, own[account](), changed(moved))).toBe(denied);
      expect(await as(account, own[account](), changed(`state_since = '2020-01-01'`))).toBe(denied);
      expect(
        await as(account, own[account](), changed('version = version + 1'), changed(`state = 'CLOSED'`), act(account, 'version')),
      ).toBe(denied);
    });
    it('its state by a step to where the step leads, and nowhere else', async () => {
      for (const to of ['REPORTED', 'INTAKE']) expect(await as('console', own.console(), changed(moved), step('console', to))).toBe(denied);
      const undone = (text: string) => [`do $$ begin raise exception using errcode = 'P0001', message = '${text}'; end $$`] as [string];
      const checked: [string] = ['set constraints all immediate'];
      expect(await as('console', own.console(), changed(moved), step('console', 'CLOSED'), checked, undone('as it should'))).toBe('P0001');
    });
    it.each(['console', 'api'] as const)('who finds it, for %s', async (account) => {
      for (const flag of ['overridden = true', 'serious = true', 'consented = true']) {
        expect(await as(account, own[account](), changed(flag))).toBe(denied);
        expect(await as(account, own[account](), changed('version = version + 1'), act(account, 'version'), changed(flag))).toBe(denied);
      }
    });
    it('nothing of what was opened by it is shut again', async () => {
      await owner.query('update survey_case set serious = true, overridden = true where id = $1', [world.caseId]);
      for (const flag of ['serious = false', 'overridden = false']) expect(await as('console', own.console(), changed(flag))).toBe(denied);
      await owner.query('update survey_case set serious = false, overridden = false where id = $1', [world.caseId]);
    });
    it.each(writers)('its limits, for %s: none is ended, moved, silenced or planted', async (account) => {
      for (const set of [`closed_at = now(), closed_as = 'met'`, `strict_on = '2199-01-01'`, 'next_reminder_at = null'])
        expect(await as(account, own[account](), [`update deadline set ${set} where case_id = $1`, [world.caseId]])).toBe(denied);
      for (const closed of ['null', 'now()']) expect(await as(account, own[account](), limit(closed))).toBe(denied);
      // Not by something that was entered before, either.
      expect(await as(account, own[account](), changed('version = version + 1'), act(account, 'version'))).toBe('done');
      expect(await as(account, own[account](), limit('null'))).toBe(denied);
    });
    it.each([
      ['console', 'update relative set withdrawn_at = now()'],
      ['family', 'update relative set withdrawn_at = now()'],
      ['console', `update relative set person_id = '${newId()}'`],
      ['console', 'update appointment set recused_on = now()'],
      ['console', 'update appointment set starts_on = starts_on - 1000'],
      ['committee', 'update appointment set recused_on = now()'],
      [
        'console',
        `insert into relative (id, case_id, name, relation, term, created_at) select gen_random_uuid(), case_id, 'x', 'x', 'jishi', now() from relative`,
      ],
      [
        'console',
        `insert into appointment (id, case_id, name, nominating_body, outside, profession, role, starts_on, person_id)
         select gen_random_uuid(), case_id, 'x', 'x', true, 'x', 'committeeMember', '2020-01-01', person_id from appointment`,
      ],
      [
        'console',
        `insert into mandate (id, case_id, relative_id, person_id, kind, name, may_speak, may_wish, copies, starts_on)
         select gen_random_uuid(), case_id, id, person_id, 'lawyer', 'x', true, true, true, '2020-01-01' from relative`,
      ],
    ] as const)('who belongs to it: not for %s by %s', async (account, statement) => {
      expect(await as(account, own[account](), [statement])).toBe(denied);
    });
    it('its limits, for the worker: it reminds of them', async () => {
      const set = (values: string) => as('worker', own.worker(), [`update deadline set ${values} where case_id = $1`, [world.caseId]]);
      expect([await set(`last_lead = 'x'`), await set('closed_at = now()'), await set(`strict_on = '2199-01-01'`)]).toEqual([
        'done',
        denied,
        denied,
      ]);
    });
    it('and begins at the beginning', async () => {
      const reported = (column: string, value: string): [string, unknown[]] => [
        `insert into survey_case (id, case_no, founder_id, school_id, edition, state_since, pupil_name, date_of_death, reported_at, state ${column && `, ${column}`})
         values ($1, $2, $3, $4, '2025', '2026-01-01', 'x', '2026-01-01', now(), ${value})`,
        [newId(), newId(), world.founderId, world.schoolId],
      ];
      for (const [column, value] of [
        ['', `'CLOSED'`],
        ['consented', `'INTAKE', true`],
        ['version', `'INTAKE', 7`],
      ] as const)
        expect(await as('console', own.console(), reported(column, value))).toBe(denied);
    });
  });
  it.each(['console', 'api'] as const)('is not shut by %s with a data key of rubbish', async (account) => {
    const key = `insert into case_key (case_id, no, master_key, wrapped) select $1, 2, name, 'rubbish' from key_ring where kind = 'master' limit 1`;
    expect(await as(account, own[account](), [key, [world.caseId]])).toBe(denied);
  });
});

describe('what all apps share', () => {
  it.each(accounts)('has no clock that %s could move where the owner did not allow it', async (account) => {
    expect(await as(account, own[account](), [`insert into training_clock values (1, interval '10 years', now())`])).toBe(denied);
    expect(await owner.query('select 1 from training_clock')).toEqual([]);
  });
  it.each(['console', 'committee', 'api'] as const)('has a clock that %s moves forward only, where he did', async (account) => {
    await owner.query(`insert into training_clock values (1, interval '1 day', now())`);
    const set = (ahead: string) => as(account, own[account](), [`update training_clock set ahead = '${ahead}'`]);
    expect([await set('-10 years'), await set('0'), await set('200 years'), await set('2 days')]).toEqual([denied, denied, denied, 'done']);
    await owner.query('delete from training_clock');
  });
  it.each(['console', 'family', 'committee', 'api'] as const)(
    'has no count of requests that %s could use up for another app',
    async (account) => {
      const at = new Date('2026-01-01T00:00:00Z');
      const who = newId();
      for (const app of ['console', 'family', 'committee', 'api'])
        await owner.query('insert into request_count (who, minute_at, counted) values ($1, $2, 1)', [`${app} reads ${who}`, at]);
      await as(account, own[account](), [`update request_count set counted = 1000000`]);
      const full = await owner.query<{ who: string }[]>('select who from request_count where counted > 1 and minute_at = $1', [at]);
      expect(full).toEqual([{ who: `${account} reads ${who}` }]);
      await owner.query('delete from request_count');
      expect(await as(account, own[account](), [`insert into request_count values ('other reads x', now(), 5)`])).toBe(denied);
    },
  );
});
