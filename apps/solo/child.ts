import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '#lib/kernel';

export interface ChildPlan {
  readonly name: string;
  readonly script: string;
  readonly args?: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 200 once the child serves. A child without one prints `ready <name>`; each is enough. */
  readonly health?: string;
  readonly logFile: string;
}

export interface Child {
  readonly name: string;
  readonly pid: number | undefined;
  /** Settles when the child serves for the first time; refuses `child-not-ready`. */
  readonly ready: Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

interface Manner {
  readonly say: (code: string, facts: Record<string, unknown>) => void;
  readonly readyWithinMs?: number;
  readonly firstWaitMs?: number;
  readonly stopWithinMs?: number;
  /** Loaded before the child's own code. */
  readonly preload?: string;
}

const triesToBecomeReady = 3;
const longestWaitMs = 30_000;
/** A child that lived this long is not one that dies again and again. */
const settledAfterMs = 60_000;

/** Starts a program, waits until it serves, starts it again when it dies, ends it when told. */
export function startChild(plan: ChildPlan, manner: Manner): Child {
  const { say, readyWithinMs = 60_000, firstWaitMs = 500, stopWithinMs = 12_000, preload = path.join(__dirname, 'tether.js') } = manner;
  keepLogSmall(plan.logFile);
  const log = createWriteStream(plan.logFile, { flags: 'a', mode: 0o600 });
  log.on('error', () => undefined); // A full disk must not stop the house; PostgreSQL will say so.
  let running: ChildProcess | undefined;
  let stopping = false;
  let served = false;
  let restarting = false;
  let deathsInARow = 0;
  let again: NodeJS.Timeout | undefined;
  const tail: string[] = [];
  let firstReady: () => void;
  let neverReady: (why: Error) => void;
  const ready = new Promise<void>((yes, no) => ((firstReady = yes), (neverReady = no)));
  ready.catch(() => undefined); // Whoever waits for it is told; a stop before that is no mishap.
  const giveUp = (): void => neverReady(new Refused('child-not-ready', { name: plan.name, file: plan.logFile, said: tail.join('\n') }));
  const tooLate = setTimeout(giveUp, readyWithinMs).unref();

  const serves = (): void => {
    clearTimeout(tooLate);
    if (served && deathsInARow > 0) say('child-back', { name: plan.name });
    served = true;
    firstReady();
  };

  const launch = (): void => {
    const began = Date.now();
    const child = fork(plan.script, [...(plan.args ?? [])], {
      env: plan.env,
      execArgv: ['--enable-source-maps', '--require', preload],
      detached: true, // Ctrl-C reaches only us, and we stop them in order.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    running = child;
    let known = false;
    const isReady = (): void => {
      if (known || child !== running || stopping) return;
      known = true;
      serves();
    };
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log.write(`${line}\n`);
        if (tail.push(line) > 12) tail.shift();
        if (line.startsWith(`ready ${plan.name}`)) isReady();
      });
    }
    if (plan.health) void poll(plan.health, () => known || child.exitCode !== null || child.signalCode !== null, isReady);
    child.once('error', (error) => log.write(`${error.message}\n`));
    child.once('exit', (code, signal) => {
      if (stopping || restarting || child !== running) return;
      deathsInARow = Date.now() - began > settledAfterMs ? 1 : deathsInARow + 1;
      if (!served && deathsInARow >= triesToBecomeReady) return giveUp();
      const wait = Math.min(firstWaitMs * 2 ** (deathsInARow - 1), longestWaitMs);
      say('child-died', { name: plan.name, code: signal ?? code, seconds: wait / 1000 });
      again = setTimeout(launch, wait);
    });
  };

  const end = async (): Promise<void> => {
    clearTimeout(again);
    const child = running;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
    await gone;
    clearTimeout(force);
  };

  launch();
  return {
    name: plan.name,
    get pid() {
      return running?.pid;
    },
    ready,
    restart: async () => {
      restarting = true;
      await end();
      restarting = false;
      deathsInARow = 0;
      if (!stopping) launch();
    },
    stop: async () => {
      stopping = true;
      clearTimeout(tooLate);
      await end();
      log.end();
    },
  };
}

async function poll(health: string, settled: () => boolean, found: () => void): Promise<void> {
  while (!settled()) {
    const answer = await fetch(health, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return found();
    await sleep(100);
  }
}

function keepLogSmall(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 5_000_000) renameSync(file, `${file}.old`);
}
