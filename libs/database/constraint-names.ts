import { DefaultNamingStrategy, type Table } from 'typeorm';

/** Constraints are called what PostgreSQL itself calls them, so that the migrations need not name them. */
export class ConstraintNames extends DefaultNamingStrategy {
  override primaryKeyName(table: Table | string): string {
    return nameOf(table, [], 'pkey');
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return nameOf(table, columns, 'key');
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return nameOf(table, columns, 'fkey');
  }
}

const nameOf = (table: Table | string, columns: string[], ending: string): string =>
  [(typeof table === 'string' ? table : table.name).split('.').at(-1), ...columns, ending].join('_');
