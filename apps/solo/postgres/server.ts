import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#lib/kernel';
import type { Account } from './account.js';
import { postgresEnvironment } from './cluster.js';
import { pidFile, stopServer } from './orphan.js';

export interface ServerPlan {
  readonly binaries: string;
  readonly cluster: string;
  readonly account: Account;
  readonly port: number;
  readonly logFile: string;
  /** Further settings of postgresql.conf as name=value. */
  readonly settings: readonly string[];
}

/**
 * Starts the server and returns once it takes connections; refuses with the last lines of its log where it does not.
 * It is a session of its own, so that Ctrl-C reaches only us and it can be stopped last; it logs into a file and not
 * to us, so that our death cannot harm it.
 */
export async function startServer(plan: ServerPlan): Promise<ChildProcess> {
  keepLogSmall(plan.logFile);
  const log = openSync(plan.logFile, 'a', 0o600);
  const from = statSync(plan.logFile).size;
  // Its log names no values: what a row held and what a statement said may be about a person.
  const discreet = ['log_error_verbosity=terse', 'log_min_error_statement=panic', 'log_parameter_max_length_on_error=0'];
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...discreet, ...plan.settings];
  const child = spawn(
    path.join(plan.binaries, 'bin/postgres'),
    ['-D', plan.cluster, '-p', String(plan.port), ...settings.flatMap((s) => ['-c', s])],
    {
      ...plan.account,
      cwd: '/',
      env: postgresEnvironment,
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  let failed: Error | undefined;
  child.once('error', (error) => (failed = error));
  const until = Date.now() + 120_000; // Recovery after a crash may replay much.
  while (!failed && child.exitCode === null && child.signalCode === null && Date.now() < until) {
    const state = pidFile(plan.cluster);
    if (state?.pid === child.pid && state?.ready) return child;
    await sleep(15);
  }
  const said = failed?.message ?? readFileSync(plan.logFile).subarray(from).toString();
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await stopServer(child.pid);
  if (/could not bind|Address already in use/.test(said)) throw new Refused('postgres-port-taken', { port: plan.port });
  throw new Refused('postgres-did-not-start', { said: said.slice(-1500), file: plan.logFile });
}

function keepLogSmall(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(file, `${file}.old`);
}
