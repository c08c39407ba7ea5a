import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { emptyHead, link } from '#lib/journal';

const tool = path.resolve(__dirname, '../../libs/journal/verify/yorisoi-verify.mjs');

export interface Verdict {
  readonly code: number;
  readonly said: string;
  /** What was found: code, chain and entry, as the tool prints them. */
  readonly found: readonly string[];
}

interface Asked {
  readonly zipped?: boolean;
  readonly of?: string;
  readonly more?: readonly string[];
}

/** Somebody outside of the house with nothing but the exported file, the small tool and, perhaps, roots she was sent. */
export function outsider() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-outside-'));
  let count = 0;
  const run = (args: readonly string[], node: readonly string[] = []): Promise<Verdict> =>
    new Promise((resolve) => {
      execFile(process.execPath, [...node, tool, ...args], { env: {}, cwd: folder, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
        const found = stdout.split('\n').flatMap((line) => /^(\w+)\t(\S*)\t(\S[^\t]*|)\t/.exec(line)?.slice(1, 4).join(' ').trim() ?? []);
        resolve({ code: (error?.code as number | undefined) ?? 0, said: stdout + stderr, found });
      });
    });
  return {
    run,
    /** `of`: the chain that is asked for; the whole journal where nothing is said. */
    verify: (text: string | Buffer, roots: readonly string[] = [], { zipped = false, of, more = [] }: Asked = {}): Promise<Verdict> => {
      const file = path.join(folder, `export-${++count}.jsonl`);
      writeFileSync(file, zipped ? gzipSync(text) : text);
      return run([file, ...(of === undefined ? [] : ['--case', of]), ...roots.flatMap((root) => ['--root', root]), ...more]);
    },
    keep: (name: string, text: string | Buffer): string => {
      writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    },
    leave: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The export of one chain of so many entries under no root; `rewrite` changes what an entry says after it was hashed. */
export function longExport(
  chain: string,
  entries: number,
  rewrite: (content: string, seq: number) => string = (content) => content,
): string {
  const contents = Array.from({ length: entries }, (_, n) =>
    JSON.stringify({ at: '2026-03-01T00:00:00.000Z', event: 'read', facts: { n } }),
  );
  const links = link(emptyHead, contents);
  const lines = links.map(({ seq, content, previousHash, hash }) => ({
    seq,
    content: rewrite(content, seq),
    hash,
    previous: previousHash,
  }));
  const end = { end: { chains: 1, entries, roots: 0 } };
  const head = { chain, seq: entries, hash: links.at(-1)!.hash };
  return [{ yorisoi: 'journal', format: 1, scope: 'case' }, head, ...lines, end].map((line) => `${JSON.stringify(line)}\n`).join('');
}

export const textOf = async (lines: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const line of lines) text += line;
  return text;
};
