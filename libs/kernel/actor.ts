/** Roles as in domain.md §2; `founderHead` is the head of the founder (may override under G5) and counts as `founder` too;
 * `representative` acts for one relative within a recorded mandate (FAM-REP);
 * `breakGlass` reads one committee's room for a while, where law demands it. */
export const roles = [
  'school',
  'founder',
  'founderHead',
  'committeeMember',
  'secretariat',
  'breakGlass',
  'relative',
  'representative',
  'prefecture',
  'reader',
  'administrator',
  'system',
] as const;
export type Role = (typeof roles)[number];

/** The trust zone an actor comes through. Each zone is an app with its own database account. */
export type Zone = 'console' | 'family' | 'committee' | 'api' | 'worker';

export interface Actor {
  readonly personId: string;
  readonly role: Role;
  /** The school, founder, prefecture, committee or agency the person acts for; null for relatives, their representatives and the system. */
  readonly organisationId: string | null;
  readonly zone: Zone;
}

export const countsAs = (role: Role, by: readonly Role[]): boolean =>
  by.includes(role) || (role === 'founderHead' && by.includes('founder'));

/** Members and secretariat of a committee, and whoever their room was opened to by law. */
export const isOfCommittee = (role: Role): boolean => role === 'committeeMember' || role === 'secretariat' || role === 'breakGlass';

export const systemActor = (zone: Zone): Actor => ({
  personId: '00000000-0000-0000-0000-000000000000',
  role: 'system',
  organisationId: null,
  zone,
});
