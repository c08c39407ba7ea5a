import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { testKeyRing } from './key-ring.js';

export interface WorkerPlan {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly redisUrl?: string | undefined;
  readonly keyRing?: string | undefined;
}

/** The worker as it runs in the house, as a process of its own, obeying the training clock. */
export class WorkerProcess {
  private readonly said: string[] = [];

  private constructor(readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => this.said.push(text.toString()));
  }

  static async start({ databaseUrl, smtpUrl, redisUrl, keyRing = testKeyRing }: WorkerPlan): Promise<WorkerProcess> {
    const { PATH, HOME } = process.env;
    const child = fork(path.join(__dirname, '../../apps/worker/main.ts'), [], {
      execArgv: ['--require', path.join(__dirname, 'typescript.cjs')],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        PATH,
        HOME,
        DATABASE_URL: databaseUrl,
        YORISOI_KEY_RING: keyRing,
        SMTP_URL: smtpUrl,
        ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
        MAIL_FROM: '窓口 <noreply@mail.example.jp>',
        YORISOI_ORIGIN: 'https://c.example.jp',
        YORISOI_FAMILY_ORIGIN: 'https://f.example.jp',
        YORISOI_COMMITTEE_ORIGIN: 'https://k.example.jp',
        YORISOI_MODE: 'solo',
        YORISOI_TRAINING: 'on',
      },
    });
    const worker = new WorkerProcess(child);
    const gone = once(child, 'exit').then(() => Promise.reject(new Error(`the worker ended before it was ready: ${worker.log}`)));
    await Promise.race([once(child, 'message'), gone]);
    return worker;
  }

  get log(): string {
    return this.said.join('');
  }

  /** Ends it and answers its exit code; null where it was killed. */
  async end(how: 'SIGKILL' | 'SIGTERM' | 'disconnect'): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    const exit = once(this.child, 'exit');
    if (how === 'disconnect') this.child.disconnect();
    else this.child.kill(how);
    return ((await exit) as [number | null])[0];
  }
}
