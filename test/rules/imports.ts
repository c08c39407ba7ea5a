/** Which lib may use which. A lib that is not named here fails the rule test: say first where it stands. */
export const libs: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  texts: [],
  calendar: ['kernel'],
  journal: ['kernel'],
  forms: ['kernel', 'texts'],
  config: ['texts'],
  vault: ['config', 'journal', 'kernel', 'texts'],
  database: ['config', 'journal', 'kernel', 'texts', 'vault'],
  pace: ['kernel'],
  queue: ['database', 'kernel'],
  'two-persons': ['database', 'kernel'],
  web: ['forms', 'kernel', 'texts'],
  accounts: ['database', 'forms', 'kernel', 'pace', 'texts', 'two-persons', 'vault', 'web'],
  cases: ['calendar', 'database', 'forms', 'kernel', 'texts', 'two-persons', 'vault'],
  administration: ['accounts', 'calendar', 'config', 'database', 'forms', 'journal', 'kernel', 'queue', 'texts', 'two-persons', 'vault'],
  rotation: ['database', 'kernel', 'queue', 'vault'],
  deadlines: ['calendar', 'cases', 'database', 'kernel', 'texts'],
  families: ['accounts', 'cases', 'database', 'kernel', 'two-persons'],
  committees: ['accounts', 'cases', 'database', 'deadlines', 'kernel', 'queue', 'two-persons'],
  'break-glass': ['accounts', 'calendar', 'cases', 'database', 'forms', 'kernel', 'two-persons'],
  deliberations: ['cases', 'database', 'kernel'],
  mail: ['accounts', 'database', 'deadlines', 'kernel', 'queue', 'texts', 'vault'],
  'case-pages': ['accounts', 'break-glass', 'calendar', 'cases', 'database', 'deadlines', 'forms', 'journal', 'kernel', 'texts', 'web'],
  operations: ['config', 'database', 'mail', 'texts', 'vault'],
  house: ['break-glass', 'cases', 'committees', 'database', 'deadlines', 'deliberations', 'families', 'mail', 'pace'],
};

const pages = [
  'accounts',
  'break-glass',
  'calendar',
  'case-pages',
  'cases',
  'config',
  'database',
  'deadlines',
  'forms',
  'house',
  'kernel',
  'texts',
  'two-persons',
  'vault',
  'web',
] as const;

/** Which app may use which libs. The committee's own room stays with the committee and with what acts for it. */
export const apps: Readonly<Record<string, readonly string[]>> = {
  console: [...pages, 'administration', 'families', 'journal'],
  family: [...pages, 'families'],
  committee: [...pages, 'deliberations'],
  api: [...pages, 'deliberations', 'journal'],
  worker: [
    'accounts',
    'administration',
    'committees',
    'config',
    'database',
    'deadlines',
    'deliberations',
    'journal',
    'kernel',
    'mail',
    'queue',
    'rotation',
    'vault',
  ],
  solo: ['accounts', 'calendar', 'cases', 'config', 'database', 'kernel', 'texts', 'vault', 'web'],
};

/** Seeds make their data by calling the services, so they may use every lib; migrations are SQL and use none. */
export const others: Readonly<Record<string, readonly string[]>> = { seeds: Object.keys(libs), migrations: [] };

/** Folders outside its own that a part may reach by a relative path. */
export const beyond: Readonly<Record<string, readonly string[]>> = {
  'libs/database': ['migrations'],
  'apps/solo': ['seeds'],
};

/** Who may open the committee's own room: libs/house only to name its tables for TypeORM. */
export const mayOpenDeliberations = ['apps/committee', 'apps/api', 'apps/worker', 'libs/house', 'seeds', 'libs/deliberations'] as const;

/** What a `domain/` folder may use besides its own files. */
export const domainMayUse = ['#lib/kernel', '#lib/calendar'] as const;
export const domainExceptions: Readonly<Record<string, readonly string[]>> = {
  // A hash is computed, not read from anywhere.
  'libs/cases/domain/papers.ts': ['node:crypto'],
  'libs/journal/domain/chain.ts': ['node:crypto'],
  // Nonces and new keys are random; nothing else comes from outside.
  'libs/vault/domain/seal.ts': ['node:crypto'],
};

/** Who besides libs/config may look at the environment of the process, and why. */
export const mayReadEnvironment: Readonly<Record<string, string>> = {
  'libs/config/environment.ts': 'the one place',
  'apps/solo/main.ts': 'hands the surroundings (PATH, HOME, LANG) on to the programs it starts',
  'apps/solo/tour/house.ts': 'starts a house of its own with the surroundings of the tour',
};
