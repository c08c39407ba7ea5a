import type { standing } from '../ja/standing.js';

/** The same in English. */
export const standingEn: { readonly heading: string; readonly problems: Readonly<Record<keyof typeof standing.problems, string>> } = {
  heading: 'Not started: the database is not reached the way it has to be. Mend these and start again.',
  problems: {
    'other-account':
      'DATABASE_URL signs in as {account}; this app uses {expected}. Another account sees what it must not, or misses what it needs. Put {expected} into DATABASE_URL.',
    'acts-as':
      'Signed in as {account}, but at work as {acts} from the start. As an administrator: alter role {account} reset role; and take role out of the options in DATABASE_URL.',
    session:
      'Sessions of {account} begin with settings ({names}) under which other tables are found, or what forbids changes does not run. As an administrator: alter role {account} reset … (or alter database … reset …); and take them out of the options in DATABASE_URL.',
    superuser: '{account} is a superuser: row security does not bind it at all. Put {expected} into DATABASE_URL.',
    bypasses: 'Row security does not bind {account}. As an administrator: alter role {account} nobypassrls',
    powerful: '{account} may make accounts or databases. As an administrator: alter role {account} nocreaterole nocreatedb noreplication',
    owner:
      '{account} owns tables, functions, schemas or the like (or may act as their owner) and can take walls away. Put {expected} into DATABASE_URL and leave them to the account that migrates.',
    member: '{account} may become other accounts ({roles}). As an administrator revoke that membership.',
    'on-database':
      '{account} may make tables in the database, temporary ones included; usual after a restore. As the owner: npm run db:migrate',
    'migrations-missing': 'This database was not brought to this version ({names}). As the owner: npm run db:migrate',
    'migrations-foreign':
      'This database holds changes this version does not know ({names}). Start the newer version, or use the database of this one.',
    walls:
      'The walls (row security, triggers, functions, views) are not as in this version ({names}). Find out who changed it; put the difference back, or restore a backup. npm run doctor lists it.',
    'rights-more': 'This account has rights this version does not give ({names}). As the owner revoke them, and find out who gave them.',
    'rights-less': 'This account lacks rights of this version ({names}). As the owner: npm run db:migrate',
  },
};
