/** The database accounts of the apps, one each. */
export const accounts = ['yorisoi_console', 'yorisoi_family', 'yorisoi_committee', 'yorisoi_api', 'yorisoi_worker'] as const;
export type AccountName = (typeof accounts)[number];

/** What an account may do, table by table: 'select (a, b), insert'. What is not written is forbidden. */
export type Rights = Readonly<Record<string, string>>;
export type RightsOfAll = Readonly<Record<AccountName, Rights>>;
export type MoreRights = Readonly<Partial<Record<AccountName, Rights>>>;

/** The statements that grant what is written, schemas included. */
export function grants(account: AccountName, rights: Rights): string[] {
  const tables = Object.entries(rights).filter(([, privileges]) => privileges !== '');
  const schemas = new Set(['public', ...tables.filter(([table]) => table.includes('.')).map(([table]) => table.split('.')[0])]);
  return [
    ...[...schemas].map((schema) => `grant usage on schema ${schema} to ${account}`),
    ...tables.map(([table, privileges]) => `grant ${privileges} on ${table} to ${account}`),
  ];
}

/** Grants of a later migration, which come on top of what was granted before. */
export const grantsOf = (more: MoreRights): string[] =>
  accounts.flatMap((account) => (more[account] ? grants(account, more[account]) : []));

/** What all accounts may do after several migrations, each of which adds to the ones before it. */
export function merged(first: RightsOfAll, ...later: readonly MoreRights[]): RightsOfAll {
  const sum = (account: AccountName): Rights =>
    later.reduce<Rights>((rights, more) => {
      const added = more[account] ?? {};
      return { ...rights, ...Object.fromEntries(Object.entries(added).map(([table, text]) => [table, together(rights[table], text)])) };
    }, first[account]);
  return Object.fromEntries(accounts.map((account) => [account, sum(account)])) as RightsOfAll;
}

/** What is left where a later migration took privileges away, whole: 'insert, update' of a table. */
export function without(before: RightsOfAll, fewer: MoreRights): RightsOfAll {
  const left = (account: AccountName): Rights =>
    Object.fromEntries(
      Object.entries(before[account]).map(([table, text]) => {
        const taken = (fewer[account]?.[table] ?? '').split(', ');
        const held = Array.from(text.matchAll(/(\w+)(?: \([^)]*\))?/g)).filter(([, privilege]) => !taken.includes(privilege!));
        return [table, held.map(([whole]) => whole).join(', ')];
      }),
    );
  return Object.fromEntries(accounts.map((account) => [account, left(account)])) as RightsOfAll;
}

/** 'select (a), insert' and 'select (b)' are 'select (a, b), insert'; a right on the whole table covers its columns. */
function together(before: string | undefined, after: string): string {
  const rights = new Map<string, string[] | 'all'>();
  for (const [, privilege, columns] of `${before ?? ''}, ${after}`.matchAll(/(\w+)(?: \(([^)]*)\))?/g)) {
    const held = rights.get(privilege!) ?? [];
    rights.set(privilege!, held === 'all' || columns === undefined ? 'all' : [...new Set([...held, ...columns.split(', ')])]);
  }
  return [...rights].map(([privilege, columns]) => (columns === 'all' ? privilege : `${privilege} (${columns.join(', ')})`)).join(', ');
}
