import type { operations } from '../ja/operations.js';

type Words = typeof operations;
type Same<Part extends object> = { readonly [Key in keyof Part]: string };

/** The same in English. */
export const operationsEn: { readonly [Part in keyof Words]: Same<Words[Part]> } = {
  backup: {
    made: 'Backup made and read again to its end: {file} (tables {tables}, rows {rows})',
    ring: 'The key ring is not in it. Keep a copy of the key ring (YORISOI_KEY_RING) somewhere else: putting back needs both.',
    drilled: 'The backup was put into a new database to try it (tables {tables}, rows {rows}), which was thrown away again.',
    restored: 'The backup was put back (tables {tables}, rows {rows}).',
    applied: 'Changes of newer versions applied: {names}',
    asItWas:
      'Every sign-in was ended; letters not used yet, and what waited for a second person, are void. Roles, mandates and tokens ended since the backup, and passwords changed since, are as they were then: before starting the apps find out what was ended, and have it ended again.',
    accounts: 'Passwords of the accounts are not in it. On a new server set them, put the key ring there and start the apps.',
    usageBackup: 'Usage: npm run backup -- --out FOLDER',
    usageRestore: 'Usage: npm run restore -- FILE (into an empty database), or npm run restore -- FILE --drill (only to try it)',
    failed:
      'Not done. The database in use is as it was. Where something was begun in the one to restore into, drop that and take a new empty one.',
  },
  problems: {
    interrupted: 'It was broken off.',
    'foreign-table':
      'There is a table that is not of yorisoi: {table}. A backup with it could not be put back. Move it to another schema (alter table … set schema …) and run this again.',
    'not-a-backup': 'This file is no backup of yorisoi.',
    'cut-off': 'The file ends too early. Use another backup.',
    changed: 'The file is not as it was written. Use another backup.',
    counts: 'The rows of {table} do not add up. Run it again; if it happens again, find out why.',
    newer: 'This backup is of a newer version ({names}). Put it back with that version.',
    'not-empty': 'The database is not empty. Make a new one and give the DATABASE_URL of its owner.',
    'not-owner': 'This account does not own {table}. Give the DATABASE_URL of the owner: rows that are hidden would be left out silently.',
    hidden: 'Row security was changed and might hide rows ({table}). See npm run doctor.',
    unlike: 'Tables in the backup, or walls and rights of the new database, are not those of this version. Broken off.',
    empty: 'There is nothing in this database yet. Look at DATABASE_URL.',
  },
};
