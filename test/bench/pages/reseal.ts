import type { Box } from '#lib/vault';

type Row = Readonly<Record<string, unknown>>;

const isSealed = (value: unknown): value is string => typeof value === 'string' && value.startsWith('s1:');

/** A row of one case as it stands in the tables of its copy: a text opens in one place only, so each is opened and sealed anew. */
export function resealed(table: string, row: Row, copy: Row, from: Box, to: Box): Row {
  const texts = (values: Row, copied: Row, place: string): Row =>
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        isSealed(value)
          ? to.seal(`${place}${name}:${String(copy['id'])}`, from.open(`${place}${name}:${String(row['id'])}`, value))
          : copied[name],
      ]),
    );
  const whole = texts(row, copy, `${table}.`);
  return table === 'act' ? { ...whole, data: texts(row['data'] as Row, copy['data'] as Row, 'act.data.') } : whole;
}
