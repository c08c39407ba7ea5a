import type { standing } from '../ja/standing.js';

/** The same in English. */
export const standingEn: { readonly heading: string; readonly problems: Readonly<Record<keyof typeof standing.problems, string>> } = {
  heading: 'Not started: the database is not reached the way it has to be. Mend these and start again.',
  problems: {
    'other-account':
      'DATABASE_URL signs in as {account}; this app uses {expected}. Another account sees what it must not, or misses what it needs. Put {expected} into DATABASE_URL.',
    superuser: '{account} is a superuser: row security does not bind it at all. Put {expected} into DATABASE_URL.',
    bypasses: 'Row security does not bind {account}. As an administrator: alter role {account} nobypassrls',
    powerful: '{account} may make accounts or databases. As an administrator: alter role {account} nocreaterole nocreatedb noreplication',
    owner:
      '{account} owns tables (or may act as their owner) and can take walls away. Put {expected} into DATABASE_URL and leave the tables to the account that migrates.',
    member: '{account} may become other accounts ({roles}). As an administrator revoke that membership.',
    'on-database':
      '{account} may make tables in the database, temporary ones included; usual after a restore. As the owner: npm run db:migrate',
    'migrations-missing': 'This database was not brought to this version ({names}). As the owner: npm run db:migrate',
    'migrations-foreign':
      'This database holds changes this version does not know ({names}). Start the newer version, or use the database of this one.',
    walls:
      'Row security is not as in this version ({names}). Find out who changed it; put the difference back, or restore a backup. npm run doctor lists it.',
    'rights-more': 'This account has rights this version does not give ({names}). As the owner revoke them, and find out who gave them.',
    'rights-less': 'This account lacks rights of this version ({names}). As the owner: npm run db:migrate',
  },
};
