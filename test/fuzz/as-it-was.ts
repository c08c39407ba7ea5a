type Asks = (statement: string) => Promise<Record<string, string>[]>;

/** Tables of the house, each after those it refers to. */
async function tablesInOrder(sql: Asks): Promise<string[]> {
  const ours = `relkind = 'r' and relnamespace::regnamespace::text in ('public', 'deliberation')`;
  const waiting = new Set((await sql(`select oid::regclass::text as name from pg_class where ${ours}`)).map(({ name }) => name!));
  const references = await sql(
    `select conrelid::regclass::text as of, confrelid::regclass::text as to from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  );
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const free = [...waiting].filter((name) => !references.some(({ of, to }) => of === name && waiting.has(to!)));
    if (free.length === 0) throw new Error(`tables that refer to each other: ${[...waiting].join()}`);
    for (const name of free) waiting.delete(name);
    ordered.push(...free);
  }
  return ordered;
}

/**
 * Keeps a copy of every row, and answers what brings them back. Trials write into the few cases whose state allows it: these would grow
 * until each answer takes seconds. Nobody may ask anything meanwhile. As the owner, for a database of a trial alone.
 */
export async function keepAsItIs(sql: Asks): Promise<() => Promise<void>> {
  const tables = await tablesInOrder(sql);
  const copy = (name: string): string => `as_it_was."${name}"`;
  await sql(['create schema as_it_was', ...tables.map((name) => `create table ${copy(name)} as table ${name}`)].join('; '));
  const back = [
    'begin',
    ...tables.map((name) => `alter table ${name} disable trigger user`),
    `truncate ${tables.join(', ')}`,
    ...tables.map((name) => `insert into ${name} select * from ${copy(name)}`),
    ...tables.map((name) => `alter table ${name} enable trigger user`),
    'commit',
  ].join('; ');
  return async () => void (await sql(back));
}
