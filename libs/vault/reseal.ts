import type { Asks } from '#lib/journal';
import type { Box } from './box.js';
import { SealBroken, keyNameIn } from './domain/seal.js';
import { type Place, placesOfCases, placesOfHouse } from './places.js';

/** Whose texts, as `case:<id>` or `house:people`, and the number of the data key they are to be sealed with. */
export interface Resealing {
  readonly whose: string;
  readonly no: number;
}
/** What one step did: rows sealed anew, texts that could not be opened, and where the next step goes on; null: this place is over. */
export interface Step {
  readonly done: number;
  readonly broken: readonly string[];
  readonly last: string | null;
}
type Texts = Readonly<Record<string, unknown>>;
interface Row {
  readonly id: string;
  readonly texts: Texts;
}
const most = 100;
export const fromTheFirst = '00000000-0000-0000-0000-000000000000';

/** How rows of one place are found and written. */
interface Source {
  readonly name: string;
  /** Parameters: what the texts begin with that are done, whose, the row after which to begin, at most so many. */
  readonly find: string;
  readonly left: string;
  readonly placeOf: (id: string, column: string) => string;
  readonly write: (asks: Asks, row: Row, anew: Texts) => Promise<unknown>;
}

const waits = (columns: readonly string[]): string => columns.map((column) => `not starts_with(${column}, $1)`).join(' or ');

function sourceOf({ table, id, columns, caseId }: Place): Source {
  const where = `(${waits(columns)}) and ${caseId ? `${caseId} = $2::uuid` : `$2 = 'people'`}`;
  const texts = `jsonb_build_object(${columns.flatMap((column) => [`'${column}'`, column]).join(', ')})`;
  return {
    name: `${table}.${columns.join()}`,
    find: `select ${id}::text as id, ${texts} as texts from ${table} where ${where} and ${id} > $3::uuid order by ${id} limit $4 for update`,
    left: `select count(*)::int as left from ${table} where ${where}`,
    placeOf: (row, column) => `${table}.${column}:${row}`,
    write: (asks, row, anew) =>
      asks.query(`update ${table} set ${columns.map((column, at) => `${column} = $${at + 2}`).join(', ')} where ${id} = $1`, [
        row.id,
        ...columns.map((column) => anew[column]),
      ]),
  };
}

/** Acts are never changed: the database lets how a text is sealed change, to a later key, and nothing else. */
const whereActWaits = `case_id = $2::uuid and exists (
  select from jsonb_each(data) e where jsonb_typeof(e.value) = 'string' and e.value #>> '{}' like 's1:%' and not starts_with(e.value #>> '{}', $1))`;
const acts: Source = {
  name: 'act.data',
  find: `select id::text as id, data as texts from act where ${whereActWaits} and id > $3::uuid order by id limit $4 for update`,
  left: `select count(*)::int as left from act where ${whereActWaits}`,
  placeOf: (row, field) => `act.data.${field}:${row}`,
  write: async (asks, row, anew) => {
    await asks.query(`select set_config('yorisoi.resealing', 'on', true)`);
    return asks.query('update act set data = $2 where id = $1', [row.id, JSON.stringify(anew)]);
  },
};

/** Where the texts of a case, or of the house, are kept. */
export const sourcesOf = ({ whose }: Resealing): readonly Source[] =>
  whose.startsWith('case:') ? [...placesOfCases.map(sourceOf), acts] : placesOfHouse.map(sourceOf);

const params = ({ whose, no }: Resealing): [string, string] => [`s1:${no}:`, whose.slice(whose.indexOf(':') + 1)];

/** Seals up to a hundred rows of one place with the newest data key, in the transaction of `asks`. One that cannot be opened stays as it is. */
export async function resealSome(asks: Asks, box: Box, what: Resealing, source: Source, after: string): Promise<Step> {
  const rows = await asks.query<Row>(source.find, [...params(what), after, most]);
  const broken: string[] = [];
  let done = 0;
  for (const row of rows) {
    try {
      await source.write(
        asks,
        row,
        resealed(box, what, row.texts, (column) => source.placeOf(row.id, column)),
      );
      done += 1;
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      broken.push(error.place);
    }
  }
  return { done, broken, last: rows.length < most ? null : rows.at(-1)!.id };
}

/** The texts of a row, each that an earlier key has sealed sealed with the newest. */
const resealed = (box: Box, what: Resealing, texts: Texts, placeOf: (column: string) => string): Texts =>
  Object.fromEntries(
    Object.entries(texts).map(([column, text]) => {
      const waits = typeof text === 'string' && keyNameIn(text) !== undefined && keyNameIn(text) !== String(what.no);
      return [column, waits ? box.seal(placeOf(column), box.open(placeOf(column), text)) : text];
    }),
  );

/** Rows of a case, or of the house, that an earlier data key has sealed. */
export async function leftOf(asks: Asks, what: Resealing): Promise<number> {
  let sum = 0;
  for (const { left } of sourcesOf(what)) sum += (await asks.query<{ left: number }>(left, params(what)))[0]!.left;
  return sum;
}
