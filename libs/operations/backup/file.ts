import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

/**
 * A backup: JSON Lines, packed. A head, then each table with its rows as PostgreSQL writes a row as text, and an end that counts them; at last an
 * end of the whole, with a hash of every line before it. A file that was cut off or changed has none, or another one.
 */
export const format = 'yorisoi backup, version 1';

export interface Head {
  readonly what: typeof format;
  readonly madeAt: string;
  readonly server: string;
  readonly migrations: readonly string[];
}
export type Line =
  | { readonly table: string; readonly columns: readonly string[] }
  | { readonly row: string }
  | { readonly end: string; readonly rows: number }
  | { readonly sequence: string; readonly last: string; readonly called: boolean };
export interface Whole {
  readonly whole: { readonly tables: number; readonly rows: number; readonly sha256: string };
}

/** What a file says that cannot be used. Sentences: libs/texts, `operations`. */
export class BackupProblem extends Error {
  constructor(
    readonly code:
      | 'interrupted'
      | 'foreign-table'
      | 'not-a-backup'
      | 'cut-off'
      | 'changed'
      | 'counts'
      | 'newer'
      | 'not-empty'
      | 'not-owner'
      | 'hidden'
      | 'unlike'
      | 'empty',
    readonly facts: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.name = 'BackupProblem';
  }
}

/** Adds the end of the whole to lines as they go by. */
export async function* sealed(head: Head, lines: AsyncIterable<Line>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let [tables, rows] = [0, 0];
  const told = (line: object): string => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    return text;
  };
  yield told(head);
  for await (const line of lines) {
    if ('table' in line) tables++;
    if ('row' in line) rows++;
    yield told(line);
  }
  yield `${JSON.stringify({ whole: { tables, rows, sha256: hash.digest('hex') } } satisfies Whole)}\n`;
}

/** The lines of a file, its head first. Throws BackupProblem as soon as something is not as it was written, at the latest at its end. */
export async function* linesOf(file: string): AsyncGenerator<Head | Line> {
  const hash = createHash('sha256');
  let [tables, rows, first, ended] = [0, 0, true, false];
  const packed = createReadStream(file);
  const plain = packed.pipe(createGunzip());
  packed.on('error', (error) => plain.destroy(error));
  try {
    for await (const text of createInterface({ input: plain, crlfDelay: Infinity })) {
      if (ended) throw new BackupProblem('changed');
      const line = parsed(text);
      if (first && (line as Partial<Head>).what !== format) throw new BackupProblem('not-a-backup');
      first = false;
      if ('whole' in line) {
        const { whole } = line as Whole;
        if (whole.sha256 !== hash.digest('hex') || whole.tables !== tables || whole.rows !== rows) throw new BackupProblem('changed');
        ended = true;
        continue;
      }
      hash.update(`${text}\n`);
      if ('table' in line) tables++;
      if ('row' in line) rows++;
      yield line as Head | Line;
    }
  } catch (error) {
    const { code } = error as { code?: string };
    if (error instanceof BackupProblem || code === 'ENOENT' || code === 'EACCES') throw error;
    throw new BackupProblem(first ? 'not-a-backup' : 'cut-off');
  }
  if (!ended) throw new BackupProblem(first ? 'not-a-backup' : 'cut-off');
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw new BackupProblem('changed');
}
