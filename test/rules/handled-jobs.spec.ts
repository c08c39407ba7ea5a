import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { loadConfig } from '#lib/config';
import { type Handler, definedJobs, handlersByJob, isHandler } from '#lib/queue';
import { WorkerModule } from '../../apps/worker/worker.module.js';

const root = path.join(__dirname, '..', '..');
const sources = ['libs', 'apps', 'seeds']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => path.join(root, folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file));
const found = (pattern: RegExp): string[] =>
  sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => match[1]!)).sort();

const config = loadConfig('worker', {
  DATABASE_URL: 'postgres://worker@127.0.0.1/none',
  YORISOI_KEY_RING: 'none',
  SMTP_URL: 'smtp://127.0.0.1',
  MAIL_FROM: 'noreply@example.jp',
  YORISOI_ORIGIN: 'https://c.example.jp',
  YORISOI_FAMILY_ORIGIN: 'https://f.example.jp',
  YORISOI_COMMITTEE_ORIGIN: 'https://k.example.jp',
});

/** The handlers the worker really provides, made without what they work with. */
function handlersOfWorker(): Handler[] {
  const providers = WorkerModule.for(config).providers as { provide: unknown; useFactory?: () => unknown }[];
  return providers
    .flatMap(({ provide, useFactory }) =>
      typeof provide === 'function' && useFactory ? [Object.create(provide.prototype as object) as unknown] : [],
    )
    .filter(isHandler);
}

describe('jobs', () => {
  it('are all known when the worker is loaded', () => expect([...definedJobs()]).toEqual(found(/defineJob\('([a-z-]+)'\)/g)));

  it('each have exactly one handler in the worker', () =>
    expect([...handlersByJob(handlersOfWorker()).keys()].sort()).toEqual([...definedJobs()]));

  it('that are asked for by name, in code or in SQL, exist', () => {
    const asked = [...found(/\benqueue\(\s*'([^']+)'/g), ...found(/insert into outbox \(id, job, subject_id\) select [^']*'([^']+)'/g)];
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((job) => !definedJobs().includes(job))).toEqual([]);
  });
});
