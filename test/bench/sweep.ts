import { fork } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { Client } from 'pg';
import { Clock, Listeners, UnitOfWork, ensureAccounts, openDataSource, ownerAddress, runMigrations } from '#lib/database';
import { calendarIn, sweep } from '#lib/deadlines';
import { systemActor, tokyoDate } from '#lib/kernel';
import { startEmbeddedPostgres } from '../../apps/solo/embedded-postgres.js';
import { loadReference } from '../../seeds/reference/load.js';

/** 1,000,000 open deadlines of which 1 % are due: what a sweep costs beside the bare claim of the same rows, and the memory it takes. */
const deadlines = Number(process.env['BENCH_DEADLINES'] ?? 1_000_000);
const due = deadlines / 100;
const batch = 1_000;
const rounds = 7;
const limits = { ratio: 1.5, megabytes: 200 };

const now = new Date('2027-03-09T09:00:00+09:00');
const today = tokyoDate(now);

/** The claim alone, as it would be written by hand: lock what is due, set it forward, answer the rows. */
const bareClaim = `
  update deadline set last_lead = '-7d', next_reminder_at = $1::timestamptz + interval '4 days'
  where id = any(array(select id from deadline where next_reminder_at <= $1 order by next_reminder_at, id limit ${batch} for update skip locked))
  returning id, rule, safe_on, strict_on, last_lead`;

const cases = `
  insert into organisation (id, kind, name) values ('00000000-0000-0000-0000-000000000001', 'founder', '架空市教育委員会'), ('00000000-0000-0000-0000-000000000002', 'school', '架空市立中学校');
  insert into survey_case (id, case_no, founder_id, school_id, edition, state, state_since, pupil_name, date_of_death, reported_at)
  select gen_random_uuid(), 'B' || n, '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', '2025', 'BASIC_RUNNING', '2026-02-01', '架空', '2026-02-01', '2026-02-01'
  from generate_series(1, ${deadlines / 10}) n`;

/** Every hundredth is due this morning, on one of five rungs; the others wait for their day within the next two years. */
const fill = `
  with numbered as (select id, row_number() over () as n from survey_case)
  insert into deadline (id, case_id, rule, subject, counted_from, first_counted_on, strict_on, safe_on, ext142_on, opened_at, last_lead, next_reminder_at, calendar_version)
  select gen_random_uuid(), c.id, 'D-JSC-MED', to_char(date '2025-04-01' + k * interval '1 month', 'YYYY-MM'), '2025-04', '2025-05-11', s.on, s.on, s.on, $1::timestamptz - interval '1 year',
    case when at % 100 = 0 then (array['-3d', '-7d', '-14d', '-21d', '-1m'])[1 + (at / 100) % 5] end,
    case when at % 100 = 0 then $1::timestamptz - interval '2 hours' else $1::timestamptz + ((1 + at % 700) || ' days')::interval end, 'bench'
  from numbered c, generate_series(0, 9) k, lateral (select c.n * 10 + k as at) a,
    lateral (select $2::date + case when at % 100 = 0 then (array[1, 3, 7, 14, 21])[1 + ((at / 100) % 5)::int] else 30 + (at % 700)::int end as on) s`;

const keepDue = `create table bench_due as select id, last_lead, next_reminder_at from deadline where next_reminder_at <= $1`;
const restore = [
  'truncate outbox, reminder',
  'update deadline d set last_lead = b.last_lead, next_reminder_at = b.next_reminder_at from bench_due b where d.id = b.id',
  'vacuum (analyze) deadline',
  'checkpoint',
];

class StandingClock extends Clock {
  async now(): Promise<Date> {
    return now;
  }
}

async function main(): Promise<void> {
  const data = mkdtempSync(path.join(tmpdir(), 'yorisoi-bench-'));
  chmodSync(data, 0o711); // PostgreSQL runs as another account where we are root.
  const server = await startEmbeddedPostgres({ data });
  const owner = new Client({ connectionString: ownerAddress(server.url) });
  try {
    await runMigrations(server.url);
    const { worker } = await ensureAccounts(server.url);
    await owner.connect();
    await loadReference(async (sql, params) => (await owner.query(sql, params)).rows);
    console.log(
      `${deadlines.toLocaleString('en')} open deadlines, ${due.toLocaleString('en')} due, batches of ${batch.toLocaleString('en')}, ${rounds} rounds`,
    );
    await owner.query(cases);
    await owner.query(fill, [now, today]);
    await owner.query(keepDue, [now]);
    const [bare, ours, oneLane] = [[] as number[], [] as number[], [] as number[]];
    let megabytes = 0;
    for (let round = 0; round <= rounds; round++) {
      for (const statement of restore) await owner.query(statement).catch(allowCheckpointRefused);
      const bareMs = await timeBareClaim(worker);
      const times = [];
      for (const lanes of [2, 1]) {
        for (const statement of restore) await owner.query(statement).catch(allowCheckpointRefused);
        const swept = await sweepInChild(worker, lanes);
        if (swept.made !== due) throw new Error(`${swept.made} reminders were made instead of ${due}`);
        megabytes = Math.max(megabytes, swept.megabytes);
        times.push(swept.milliseconds);
      }
      if (round === 0) continue; // The first round warms the server up.
      const [both = 0, one = 0] = times;
      bare.push(bareMs);
      ours.push(both);
      oneLane.push(one);
      console.log(
        `round ${round}: bare claim ${bareMs.toFixed(0)} ms, sweep ${both.toFixed(0)} ms, on one connection ${one.toFixed(0)} ms`,
      );
    }
    const over = (times: readonly number[]): string =>
      median(times.map((milliseconds, round) => milliseconds / (bare[round] ?? 0))).toFixed(2);
    console.log(
      `median: bare claim ${median(bare).toFixed(0)} ms, sweep ${median(ours).toFixed(0)} ms for the claim, ${due.toLocaleString('en')} reminder rows and their jobs`,
    );
    console.log(`ratio ${over(ours)} (target <= ${limits.ratio}; on one connection only ${over(oneLane)})`);
    console.log(`worker memory ${megabytes.toFixed(0)} MB (target <= ${limits.megabytes} MB)`);
  } finally {
    await owner.end().catch(() => undefined);
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

const allowCheckpointRefused = (error: { code?: string }): void => {
  if (error.code !== '42501') throw error;
};
const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function timeBareClaim(url: string): Promise<number> {
  const client = new Client({ connectionString: url, options: '-c yorisoi.role=system' });
  await client.connect();
  await client.query('select 1 from deadline limit 1');
  const from = performance.now();
  for (;;) {
    await client.query('begin');
    const { rowCount } = await client.query(bareClaim, [now]);
    await client.query('commit');
    if ((rowCount ?? 0) < batch) break;
  }
  const took = performance.now() - from;
  await client.end();
  return took;
}

interface Swept {
  readonly made: number;
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** The sweep runs in a process of its own, as the worker does, so that its memory is its own. */
const sweepInChild = (url: string, lanes: number): Promise<Swept> =>
  new Promise((resolve, reject) => {
    const child = fork(__filename, ['sweep', String(lanes)], { env: { ...process.env, BENCH_URL: url } });
    child.once('message', (swept) => resolve(swept as Swept));
    child.once('exit', (code) => code && reject(new Error(`the sweep ended with ${code}`)));
  });

async function child(url: string, lanes: number): Promise<void> {
  const dataSource = await openDataSource(url);
  const work = new UnitOfWork(dataSource, new StandingClock(), new Listeners());
  await work.run(systemActor('worker'), (tx) => calendarIn(tx)); // A worker that has been running knows the holidays.
  await breathe();
  const from = performance.now();
  const made = await sweep(work, batch, lanes);
  const milliseconds = performance.now() - from;
  await dataSource.destroy();
  process.send?.({ made, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 } satisfies Swept, () => process.disconnect());
}

const done = process.argv[2] === 'sweep' ? child(process.env['BENCH_URL'] ?? '', Number(process.argv[3])) : main();
done.catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
