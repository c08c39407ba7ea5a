import 'reflect-metadata';
import { types } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { ConstraintNames } from './constraint-names.js';
import { optionsIn, withoutOptions } from './owner-address.js';

export type RowClass = abstract new (...args: never[]) => object;

const day = 1082;
const bigint = 20;
/** A day stays text (a Date would drift with the machine's zone); a count is a number. */
const getTypeParser = (oid: number, format?: 'text' | 'binary'): unknown =>
  oid === day ? (text: string) => text : oid === bigint ? Number : types.getTypeParser(oid, format as 'text');

/** Days are counted in Asia/Tokyo; nobody holds locks while doing nothing. Said at the start of a session, so that it costs no round trip. */
const session = ['TimeZone=Asia/Tokyo', 'default_transaction_isolation=read\\ committed', 'idle_in_transaction_session_timeout=60000'];

/** How an app reaches its database. `rows`: the row classes of the libs it uses. */
export const dataSourceOptions = (address: string, rows: readonly RowClass[] = []): DataSourceOptions => ({
  type: 'postgres',
  url: withoutOptions(address),
  entities: [...(rows as readonly (new () => object)[])],
  namingStrategy: new ConstraintNames(),
  synchronize: false,
  migrationsRun: false,
  uuidExtension: 'pgcrypto',
  installExtensions: false,
  extra: {
    max: 10,
    // Statements that do not wait for each other (Promise.all) are sent together; one after the other they cost a wait each.
    pipeline: true,
    types: { getTypeParser },
    options: [...session.map((setting) => `-c ${setting}`), optionsIn(address)].join(' ').trim(),
    connectionTimeoutMillis: 10_000,
  },
});

export const openDataSource = (url: string, rows: readonly RowClass[] = []): Promise<DataSource> =>
  new DataSource(dataSourceOptions(url, rows)).initialize();
