import type { doctor } from '../ja/doctor.js';

type Checks = typeof doctor.checks;

/** The same in English. */
export const doctorEn: {
  readonly good: string;
  readonly bad: string;
  readonly failed: string;
  readonly checks: { readonly [Check in keyof Checks]: { readonly [Level in keyof Checks[Check]]: string } };
} = {
  good: 'Nothing is bad.',
  bad: 'Something is bad. Mend it from the top, then run this again.',
  failed: 'Could not be looked at.',
  checks: {
    node: { ok: 'Node.js {version}', bad: 'Node.js {version} is too old: install 20.19 or newer.' },
    disk: {
      ok: 'Free on {folder}: {percent} %',
      warn: 'Only {percent} % free on {folder}. Make room.',
      bad: 'Only {percent} % free on {folder}. Make room now.',
    },
    database: { bad: 'The database could not be looked at ({why}). Check DATABASE_URL, which is to be the owner’s.' },
    'database-version': { ok: 'PostgreSQL {version}', bad: 'PostgreSQL {version} is too old: 15 or newer is needed.' },
    'clock-database': {
      ok: 'The clock of the database is right.',
      warn: 'The clock of the database is off by {seconds} s. Look at NTP.',
      bad: 'The clock of the database is off by {seconds} s: limits and the journal go wrong, and an app more than five minutes away from it can write nothing. Mend NTP.',
    },
    logging: {
      ok: 'PostgreSQL logs no values.',
      warn: 'PostgreSQL may log values ({names}). Set it as docs/security.md says.',
    },
    migrations: {
      ok: 'The database is of this version.',
      bad: 'The database is not of this version ({names}). Run npm run db:migrate, or use the version it belongs to.',
    },
    walls: {
      ok: 'Walls and rights are those of this version.',
      bad: 'Walls (row security, triggers, functions, views) or rights are not those of this version ({names}). Find out who changed them, and put them back.',
    },
    account: {
      ok: 'The account {account} is there.',
      bad: 'The account {account} is missing or cannot sign in. Run npm run db:migrate, then set its password.',
    },
    'account-powerful': {
      bad: 'The account {account} may do too much. As an administrator: alter role {account} nosuperuser nobypassrls nocreaterole nocreatedb noreplication',
    },
    'password-asked': {
      ok: 'The database refused a wrong password.',
      bad: 'The database lets in with a wrong password. Replace trust in pg_hba.conf by scram-sha-256.',
    },
    demo: {
      ok: 'No demo data, no clock set forward.',
      bad: 'This database was made by npm start, or its clock was set forward. Use a new one for production.',
    },
    backup: {
      ok: 'Last backup: {days} days ago',
      warn: 'The last backup was {days} days ago. Have npm run backup run every day.',
      bad: 'There is no backup, or it is too old ({days} days). Run npm run backup now.',
    },
    drill: {
      ok: 'Last trial of a backup: {days} days ago',
      warn: 'No backup was tried for long ({days} days). Run npm run restore -- FILE --drill.',
    },
    'drill-left': { bad: 'A trial of a backup broke off and left a copy ({names}). As an administrator: drop database' },
    'worker-jobs': { ok: 'No job is left waiting.', bad: 'Jobs waiting longer than ten minutes: {count}. See whether the worker runs.' },
    'worker-mails': {
      ok: 'No mail is left waiting.',
      bad: 'Mails waiting longer than two hours: {count}. See whether worker and mail server run.',
    },
    'worker-limits': { ok: 'No reminder is late.', bad: 'Reminders that are late: {count}. See whether the worker runs.' },
    'worker-seals': { ok: 'The journal is sealed.', bad: 'The journal was not sealed for {hours} hours. See whether the worker runs.' },
    ring: {
      ok: 'The key ring is the one of this database.',
      warn: 'The key ring was not looked at. Name the folder with the settings of the apps: --settings',
      bad: 'Key ring: {english}',
    },
    seals: {
      ok: 'What is kept of cases is as apps sealed it.',
      bad: 'Some of what is kept of cases no app has written so (acts {acts}, steps {steps}, states {states}, texts that cannot be opened {texts}, cases without a key {cases}). Somebody may have written into the database. Right after an update, run npm run keys:seal.',
    },
    'ring-copy': {
      ok: 'The copy of the key ring is the same as the ring.',
      warn: 'The copy of the key ring was not looked at. Name it: --ring-copy',
      bad: 'The copy of the key ring differs, can be read by others, lies in the same folder, or cannot be read. Copy it anew, elsewhere, chmod 600.',
    },
    settings: {
      ok: '{app}: settings are right.',
      warn: '{app}: settings were not looked at. Put {app}.env into the folder of --settings.',
      bad: '{app}: {english}',
    },
    'settings-read': {
      bad: '{name} cannot be read. Give --settings the folder that holds console.env and the like, and the right to read it.',
    },
    mode: { bad: '{app}: is set up for trying (solo): nothing that production demands is asked for. Say YORISOI_MODE=production.' },
    links: {
      ok: '{app}: links to {to} lead to its door.',
      bad: '{app}: {variable} is not the YORISOI_ORIGIN of {to}: links in mails and on paper lead elsewhere.',
    },
    connection: { ok: '{app}: connects with its own account and rights.', bad: '{app}: {english}' },
    pooling: {
      ok: '{app}: speaks with the database itself.',
      bad: '{app}: something in between (PgBouncer?) hands connections around. Set it to session mode.',
    },
    passwords: {
      ok: 'The passwords of the accounts differ.',
      bad: 'Passwords of accounts are the same, shorter than {shortest}, or hold the name of the account. Change them.',
    },
    reached: { ok: '{app}: is reached.', bad: '{app}: is not reached ({why}). Look at the app, the proxy and the name.' },
    certificate: {
      ok: '{app}: the certificate is good for {days} days.',
      warn: '{app}: the certificate ends in {days} days. Renew it.',
      bad: '{app}: the certificate is not to be trusted or ends soon ({why}, {days} days). Replace it.',
    },
    tls: { ok: '{app}: {protocol}', bad: '{app}: {protocol} is too old. Set the proxy to TLS 1.2 or newer.' },
    hsts: {
      ok: '{app}: browsers use https only (HSTS).',
      bad: '{app}: no HSTS. Look at YORISOI_ORIGIN, and whether the proxy takes the header away.',
    },
    host: {
      ok: '{app}: answers to no other host name.',
      bad: '{app}: answers to other host names ({status}). See whether the proxy changes the Host header.',
    },
    'clock-app': {
      ok: '{app}: the clock is right.',
      warn: '{app}: the clock is off by {seconds} s. Look at NTP.',
      bad: '{app}: the clock is off by {seconds} s. More than five minutes away from the database it can write nothing. Mend NTP.',
    },
    'plain-http': {
      ok: '{app}: no entrance in plain HTTP.',
      bad: '{app}: answers unencrypted on port 80. Send on to https, or close it.',
    },
    mail: { ok: 'The mail server is reached.', bad: 'The mail server is not reached ({why}). Look at SMTP_URL, TLS and the password.' },
  },
};
