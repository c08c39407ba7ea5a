import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** One of our programs as a process of its own: what it says, and how it ends. `hear` may end it while it runs, `typed` is what it reads. */
export function runProgram(
  program: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
  hear: (said: string, child: ChildProcess) => void = () => undefined,
  typed?: string,
  started: (child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  const root = path.resolve(__dirname, '../..');
  const child = spawn(process.execPath, ['--require', path.join(__dirname, 'typescript.cjs'), path.join(root, program), ...args], {
    cwd: root,
    env: { PATH, HOME, ...settings },
    stdio: [typed === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(typed);
  started(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => {
      said += text.toString();
      hear(said, child);
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}
