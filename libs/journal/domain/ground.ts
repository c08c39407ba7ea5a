import type { Role } from '#lib/kernel';

/**
 * The relation to a case that lets somebody read it or do something in it. `break-glass` is the role of whoever reads
 * a committee's room where law demands it; another ground than that of the role is said with `tx.standOn`.
 */
export const grounds = [
  'school',
  'founder',
  'appointed',
  'secretariat',
  'relative',
  'representative',
  'prefecture',
  'reader',
  'administrator',
  'system',
  'break-glass',
] as const;
export type Ground = (typeof grounds)[number];

const ofRole: Readonly<Record<Role, Ground>> = {
  school: 'school',
  founder: 'founder',
  founderHead: 'founder',
  committeeMember: 'appointed',
  secretariat: 'secretariat',
  breakGlass: 'break-glass',
  relative: 'relative',
  representative: 'representative',
  prefecture: 'prefecture',
  reader: 'reader',
  administrator: 'administrator',
  system: 'system',
};

/** The ground on which a role acts where nothing else was said. */
export const groundOf = (role: Role): Ground => ofRole[role];
