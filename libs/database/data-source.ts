import 'reflect-metadata';
import { types } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ConstraintNames } from './constraint-names.js';

export type RowClass = abstract new (...args: never[]) => object;

const day = 1082;
const bigint = 20;
/** A day stays text (a Date would drift with the machine's zone); a count is a number. */
const getTypeParser = (oid: number, format?: 'text' | 'binary'): unknown =>
  oid === day ? (text: string) => text : oid === bigint ? Number : types.getTypeParser(oid, format as 'text');

/** How an app reaches its database. `rows`: the row classes of the libs it uses. Sessions count days in Asia/Tokyo. */
export const dataSourceOptions = (url: string, rows: readonly RowClass[] = []): DataSourceOptions => ({
  type: 'postgres',
  url,
  entities: [...(rows as readonly (new () => object)[])],
  namingStrategy: new ConstraintNames(),
  synchronize: false,
  migrationsRun: false,
  uuidExtension: 'pgcrypto',
  installExtensions: false,
  extra: {
    max: 10,
    types: { getTypeParser },
    options: '-c TimeZone=Asia/Tokyo -c idle_in_transaction_session_timeout=60000',
    connectionTimeoutMillis: 10_000,
  },
});

export const openDataSource = (url: string, rows: readonly RowClass[] = []): Promise<DataSource> =>
  new DataSource(dataSourceOptions(url, rows)).initialize();
