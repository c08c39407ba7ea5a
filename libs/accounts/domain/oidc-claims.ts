/** What the provider of an office says about somebody who signed in there, read with care: everything may be missing or of another kind. */
export type Claims = Readonly<Record<string, unknown>>;

/** Which claims say what, and what counts as a second factor. */
export interface ClaimNames {
  readonly groups: string;
  readonly email: string;
  readonly emailVerified: string;
}

/** A group of the office and the role it stands for here. */
export interface GroupMeans<Role extends string = string> {
  readonly group: string;
  readonly role: Role;
  readonly organisation: string;
}

const texts = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? (value as unknown[]) : [value]).filter((one): one is string => typeof one === 'string');

/** The roles of somebody's groups, each role and organisation once. */
export function rolesOf<Role extends string>(
  claims: Claims,
  names: ClaimNames,
  meanings: readonly GroupMeans<Role>[],
): readonly Omit<GroupMeans<Role>, 'group'>[] {
  const groups = texts(claims[names.groups]);
  const meant = meanings.filter(({ group }) => groups.includes(group)).map(({ role, organisation }) => ({ role, organisation }));
  return meant.filter(
    (one, at) => meant.findIndex(({ role, organisation }) => role === one.role && organisation === one.organisation) === at,
  );
}

/** The address the provider has verified; null where it says nothing of the kind. `true` alone counts, not the word. */
export function verifiedEmail(claims: Claims, names: ClaimNames): string | null {
  const email = claims[names.email];
  return typeof email === 'string' && email.includes('@') && claims[names.emailVerified] === true ? email : null;
}

/** Whether the provider says that it has asked for a second factor itself, in one of the words that were agreed with the office. */
export const isVouched = (claims: Claims, { acr, amr }: { readonly acr: readonly string[]; readonly amr: readonly string[] }): boolean =>
  texts(claims['acr']).some((one) => acr.includes(one)) || texts(claims['amr']).some((one) => amr.includes(one));
