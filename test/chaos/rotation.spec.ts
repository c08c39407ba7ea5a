import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { addMasterKey } from '../../libs/vault/registry.js';
import { renewals } from '../../libs/vault/progress.js';
import { testDatabase } from '../support/database.js';
import { testKeyRing } from '../support/key-ring.js';
import { MailWorld } from '../support/mail.world.js';
import { ManyKeys } from '../support/many-keys.js';
import { startSmtp } from '../support/smtp.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker.process.js';

jest.setTimeout(240_000);

const many = 4_000;

it('a worker killed while it wraps data keys anew is followed by two others: nothing is lost and nothing done twice', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-rotation-'));
  const keyRing = path.join(folder, 'key-ring.json');
  copyFileSync(testKeyRing, keyRing);
  const database = await testDatabase();
  const smtp = await startSmtp();
  const world = await MailWorld.in(database.ownerUrl);
  const keys = new ManyKeys((sql, params) => world.run(sql, params), keyRing);
  const settings = { keyRing, databaseUrl: database.ownerUrl };
  const workers: WorkerProcess[] = [];
  const start = async () => workers.push(await WorkerProcess.start({ databaseUrl: database.urls.worker, smtpUrl: smtp.url, keyRing }));
  try {
    await keys.add(many, world.caseId);
    await start();
    const name = await addMasterKey(settings, '2026-12-01');
    await world.run('update key_renewal set not_before = now()');
    const wrapped = async () => (await keys.wrappedBy())[name] ?? 0;
    await until('the first has begun', async () => (await wrapped()) > 300, 60_000);
    await workers[0]!.end('SIGKILL');
    const half = await wrapped();
    expect(half).toBeLessThan(many);

    await Promise.all([start(), start()]);
    await until('the others have ended it', async () => (await renewals(settings))[0]!.endedAt !== null, 120_000);
    expect(await keys.wrappedBy()).toEqual({ [name]: many });
    expect(await keys.lost()).toEqual([]);
    // The key of the house is one more.
    expect((await renewals(settings))[0]).toMatchObject({ done: many + 1, left: 0 });
    expect(await world.run('select count(*)::int as n from former_key')).toEqual([{ n: many + 1 }]);
    expect(workers.slice(1).map(({ log }) => log)).toEqual(['ready worker\n', 'ready worker\n']);
  } finally {
    await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
    await smtp.stop();
    await world.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
