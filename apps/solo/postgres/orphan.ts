import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Lines of postmaster.pid: process, data folder, start, port, socket folder, address, shared memory, status. */
export function pidFile(cluster: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Math.abs(Number(lines[0])), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return undefined;
  }
}

/**
 * A start that was killed leaves its server running on this cluster. It is stopped in good order and started again:
 * only a server of our own can be watched. The caller holds the lock of the data folder, so no living start owns it.
 * Returns the process that was stopped.
 */
export async function stopOrphan(cluster: string): Promise<number | undefined> {
  const left = pidFile(cluster);
  if (!left || !isAlive(left.pid)) return undefined;
  if (!servesCluster(left.pid, cluster)) {
    // The number now belongs to some other program: PostgreSQL would take that one for its own and refuse to start.
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
    return undefined;
  }
  await stopServer(left.pid);
  return left.pid;
}

/** Fast shutdown, then immediate, then by force; each is safe for what was committed. */
export async function stopServer(pid: number, patienceMs = 20_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signalTo(pid, signal);
    const until = Date.now() + (signal === 'SIGINT' ? patienceMs : 5_000);
    while (isAlive(pid) && Date.now() < until) await sleep(20);
    if (!isAlive(pid)) return;
  }
}

export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** A child whose end its parent has not yet fetched still answers to kill -0. Only Linux is asked. */
function isZombie(pid: number): boolean {
  if (process.platform !== 'linux') return false;
  try {
    return /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return true;
  }
}

function servesCluster(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return realpathSync(readlinkSync(`/proc/${pid}/cwd`)) === realpathSync(cluster);
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(`-D ${cluster}`);
  } catch {
    return false;
  }
}

export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
