import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const tool = path.resolve(__dirname, '../../libs/journal/verify/yorisoi-verify.mjs');

export interface Verdict {
  readonly code: number;
  readonly said: string;
  /** What was found: code, chain and entry, as the tool prints them. */
  readonly found: readonly string[];
}

/** Somebody outside of the house with nothing but the exported file, the small tool and, perhaps, roots she was sent. */
export function outsider() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-outside-'));
  let count = 0;
  const run = (args: readonly string[]): Promise<Verdict> =>
    new Promise((resolve) => {
      execFile(process.execPath, [tool, ...args], { env: {}, cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        const found = stdout.split('\n').flatMap((line) => /^(\w+)\t(\S*)\t(\S[^\t]*|)\t/.exec(line)?.slice(1, 4).join(' ').trim() ?? []);
        resolve({ code: (error?.code as number | undefined) ?? 0, said: stdout + stderr, found });
      });
    });
  return {
    run,
    verify: (text: string, roots: readonly string[] = [], { zipped = false } = {}): Promise<Verdict> => {
      const file = path.join(folder, `export-${++count}.jsonl`);
      writeFileSync(file, zipped ? gzipSync(text) : text);
      return run([file, ...roots.flatMap((root) => ['--root', root])]);
    },
    keep: (name: string, text: string): string => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    },
    leave: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export const textOf = async (lines: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const line of lines) text += line;
  return text;
};
