import type { Role, Zone } from '#lib/kernel';

/** The apps people sign in to with a password. */
export type WebApp = 'console' | 'family' | 'committee';

/** Roles each app lets in. To everyone else it answers as if the password were wrong. */
const admitted: Readonly<Record<WebApp, readonly Role[]>> = {
  console: ['school', 'founder', 'founderHead', 'prefecture', 'reader', 'administrator'],
  family: ['relative', 'representative'],
  committee: ['committeeMember', 'secretariat', 'breakGlass'],
};

/** Roles the zone lets in. A token of the API belongs to one grant of any role; nobody signs in to the worker. */
export function admits(zone: Zone, role: Role): boolean {
  if (role === 'system' || zone === 'worker') return false;
  return zone === 'api' || admitted[zone].includes(role);
}
