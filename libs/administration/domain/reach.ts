import type { Role } from '#lib/kernel';

export type Kind = 'founder' | 'school' | 'prefecture' | 'committee' | 'agency';
/** What decides about an organisation here. `parentId`: a school's or committee's founder, a founder's prefecture. */
export interface Place {
  readonly id: string;
  readonly kind: Kind;
  readonly parentId: string | null;
}
export type GivenRole = Exclude<Role, 'system' | 'relative' | 'representative' | 'breakGlass'>;

/** Roles people can have in an organisation of each kind (domain.md §2). Relatives belong to a case, not to an organisation; break-glass comes with an opening by two people and ends with it. */
export const rolesOf: Readonly<Record<Kind, readonly GivenRole[]>> = {
  founder: ['founder', 'founderHead', 'administrator'],
  school: ['school'],
  committee: ['committeeMember', 'secretariat'],
  prefecture: ['prefecture', 'administrator'],
  agency: ['reader', 'administrator'],
};

/**
 * Roles a program can have: those whose cases follow from the organisation. A member is appointed as a person, only a person can be the
 * head, and there is nothing to administer over the API.
 */
export const programRolesOf: Readonly<Record<Kind, readonly GivenRole[]>> = {
  founder: ['founder'],
  school: ['school'],
  committee: [],
  prefecture: ['prefecture'],
  agency: ['reader'],
};

/** Kinds an administrator of a founder adds below it. Founders, prefectures and agencies are made by who runs the system. */
export const addedKinds = ['school', 'committee'] as const satisfies readonly Kind[];
const below: readonly Kind[] = addedKinds;

/** Whether an administrator of `own` administers `other`: itself, and below a founder its schools and committees. Never upwards or aside. */
export const reaches = (own: Place, other: Place): boolean =>
  own.id === other.id || (own.kind === 'founder' && other.parentId === own.id && below.includes(other.kind));
