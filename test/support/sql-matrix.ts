import { randomUUID } from 'node:crypto';
import { type Client, escapeIdentifier } from 'pg';

/** A table or view as the catalogue says it. */
export interface Relation {
  readonly name: string;
  readonly isView: boolean;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}
interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** Of what other table it holds the key. */
  readonly of: string | null;
}
export type Row = Readonly<Record<string, unknown>>;
/** Whose a row is: of the case that is acted in, of another relative of it, of another founder; of people of one app; or nobody's. */
export type Label = 'own' | 'sister' | 'foreign' | 'console' | 'family' | 'committee' | 'api' | 'shared';
export interface Planted {
  readonly label: Label;
  readonly row: Row;
}

/** Every table and view of the application, those that others point at first. */
export async function relationsOf(owner: Client): Promise<readonly Relation[]> {
  const { rows } = await owner.query<Relation>(
    `select c.oid::regclass::text as name, c.relkind in ('v', 'm') as "isView",
       (select json_agg(json_build_object('name', attname, 'type', format_type(atttypid, null), 'required', attnotnull and not atthasdef,
          'of', (select min(confrelid::regclass::text) from pg_constraint where contype = 'f' and conrelid = c.oid and conkey = array[attnum])) order by attnum)
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
       coalesce((select json_agg(attname order by attnum) from pg_index join pg_attribute on attrelid = indrelid and attnum = any (indkey)
        where indrelid = c.oid and indisprimary), '[]') as key
     from pg_class c where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace::regnamespace::text in ('public', 'deliberation')
       and c.relname <> 'migrations' order by 1`,
  );
  const left = [...rows];
  const ordered: Relation[] = [];
  const isThere = (table: string) => ordered.some(({ name }) => name === table);
  while (left.length > 0) {
    const at = left.findIndex(({ name, columns }) => columns.every(({ of }) => of === null || of === name || isThere(of)));
    if (at < 0) throw new Error(`keys in a ring: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...left.splice(at, 1));
  }
  return ordered;
}

let minutes = 0;
const byType: Readonly<Record<string, () => unknown>> = {
  uuid: () => randomUUID(),
  text: () => `x${randomUUID()}`,
  bpchar: () => String(++minutes),
  character: () => String(++minutes),
  integer: () => ++minutes,
  bigint: () => ++minutes,
  boolean: () => false,
  date: () => '2026-01-01',
  'timestamp with time zone': () => new Date(Date.UTC(2026, 0, 2, 0, ++minutes)),
  jsonb: () => '{}',
};

/** Plants one row: what is said of it, and something of its type wherever something must be. */
export async function plant(owner: Client, { name, columns }: Relation, label: Label, said: Row): Promise<Planted> {
  const filled = columns.filter((column) => column.name in said || column.required);
  const values = filled.map((column) => (column.name in said ? said[column.name] : (byType[column.type] ?? byType.text!)()));
  const names = filled.map((column) => escapeIdentifier(column.name)).join(', ');
  const sql = `insert into ${name} (${names}) values (${values.map((_, at) => `$${at + 1}`).join(', ')}) returning *`;
  try {
    return { label, row: (await owner.query<Row>(sql, values)).rows[0]! };
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}, ${JSON.stringify(said)}`);
  }
}

/** Who acts, as the settings of a transaction say it. */
export interface Settings {
  readonly person?: string;
  readonly role?: string;
  readonly organisation?: string;
  readonly maintenance?: string;
}
export type Verb = 'select' | 'insert' | 'update' | 'delete';
export type Rights = Readonly<Record<Verb, readonly string[]>>;

/** The columns of each table that an account holds, verb by verb; of delete all or none. */
export async function rightsOf(owner: Client, account: string, { name, columns }: Relation): Promise<Rights> {
  const held = async (verb: Verb) => {
    const asked = `select c from unnest($3::text[]) c where ${verb === 'delete' ? `has_table_privilege($1, $2, 'delete')` : `has_column_privilege($1, $2, c, '${verb}')`}`;
    return (await owner.query<{ c: string }>(asked, [account, name, columns.map((column) => column.name)])).rows.map(({ c }) => c);
  };
  return { select: await held('select'), insert: await held('insert'), update: await held('update'), delete: await held('delete') };
}

const list = (columns: readonly string[]): string => columns.map(escapeIdentifier).join(', ');

/** What statements of one account reach, in a transaction that leaves nothing behind. */
export async function reached(
  app: Client,
  settings: Settings,
  relation: Relation,
  rights: Rights,
  planted: readonly Planted[],
  labelled: (row: Row) => Label | undefined,
): Promise<Readonly<Record<Verb, readonly Label[]>>> {
  await app.query('begin');
  for (const [name, value] of Object.entries({ today: '2026-03-01', ...settings }))
    await app.query('select set_config($1, $2, true)', [`yorisoi.${name}`, value]);
  /** Rows a statement touched; none where it is refused, one where only what is in the row stands against it. */
  const tried = async (sql: string, params: readonly unknown[]): Promise<number> => {
    await app.query('savepoint one');
    try {
      return (await app.query(sql, [...params])).rowCount ?? 0;
    } catch (error) {
      const { code } = error as { code?: string };
      return code === '42501' ? 0 : code?.startsWith('23') ? 1 : Promise.reject(error as Error);
    } finally {
      await app.query('rollback to savepoint one');
    }
  };
  const labelsOf = async (verb: Verb, doing: (row: Row) => Promise<number>): Promise<readonly Label[]> => {
    if (rights[verb].length === 0) return [];
    const found = new Set<Label>();
    for (const { label, row } of planted) if (!found.has(label) && (await doing(row)) > 0) found.add(label);
    return [...found].sort();
  };
  // Where no key can be read, by whatever can.
  const known = relation.key.length > 0 ? relation.key.filter((column) => rights.select.includes(column)) : rights.select;
  const where = (from: number) => known.map((column, at) => `${escapeIdentifier(column)} = $${from + at}`).join(' and ') || 'true';
  const keyOf = (row: Row) => known.map((column) => row[column]);
  try {
    return {
      select: rights.select.length === 0 ? [] : await seen(),
      // As what comes next in its case, which is at its first version.
      insert: await labelsOf('insert', (planted) => {
        const row = 'at_version' in planted ? { ...planted, at_version: 1 } : planted;
        const said = rights.insert.filter((column) => row[column] !== null);
        const sql = `insert into ${relation.name} (${list(said)}) values (${said.map((_, at) => `$${at + 1}`).join(', ')})`;
        return tried(
          sql,
          said.map((column) =>
            relation.columns.find(({ name }) => name === column)!.type === 'jsonb' ? JSON.stringify(row[column]) : row[column],
          ),
        );
      }),
      update: await labelsOf('update', (row) => {
        const column = escapeIdentifier(rights.update[0]!);
        return tried(
          `update ${relation.name} set ${column} = ${rights.select.includes(rights.update[0]!) ? column : 'null'} where ${where(1)}`,
          keyOf(row),
        );
      }),
      delete: await labelsOf('delete', (row) => tried(`delete from ${relation.name} where ${where(1)}`, keyOf(row))),
    };
  } finally {
    await app.query('rollback');
  }

  async function seen(): Promise<readonly Label[]> {
    const { rows } = await app.query<Row>(`select ${list(rights.select)} from ${relation.name}`);
    return [...new Set(rows.flatMap((row) => labelled(row) ?? []))].sort();
  }
}
