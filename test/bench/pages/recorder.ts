import pg from 'pg';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

let recording: Statement[] | undefined;

/** Every connection of this process is looked at, from the first one on. */
const query = pg.Client.prototype.query as (...all: unknown[]) => unknown;
(pg.Client.prototype as { query: unknown }).query = function (this: unknown, ...all: unknown[]) {
  const [first, second] = all;
  const { text, values } =
    typeof first === 'object' && first !== null
      ? (first as { text?: string; values?: unknown[] })
      : { text: first as string, values: Array.isArray(second) ? second : [] };
  if (recording && text && /^\s*(select|with)\b/i.test(text) && !/\binsert\b|\bupdate\b|\bset_config\b/i.test(text))
    recording.push({ text, values: values ?? [] });
  return query.apply(this, all);
};

/** The reading statements sent while `doing` runs. */
export async function recordWhile(doing: () => Promise<unknown>): Promise<readonly Statement[]> {
  const statements: Statement[] = [];
  recording = statements;
  try {
    await doing();
  } finally {
    recording = undefined;
  }
  return statements;
}
