import type { Role } from '#lib/kernel';

/** Roles that decide about others' ways in. Whoever makes a letter could use it, so theirs takes two people, as a fresh start does. */
export const ofTwo: readonly Role[] = ['administrator', 'founderHead'];
const inCommittee: readonly Role[] = ['committeeMember', 'secretariat'];

/**
 * Whether a letter for somebody with these roles takes a second person.
 * @param someoneCould another administrator or the head can sign in today and is neither the one who asks nor the one concerned; where there is
 *   nobody, an organisation that begins with one administrator could not go on, so that one makes it alone
 */
export const takesTwo = (roles: readonly Role[], someoneCould: boolean): boolean =>
  someoneCould && roles.some((role) => ofTwo.includes(role));

/** Which app a letter leads to: the committee's for those who have no other post. */
export const appFor = (roles: readonly Role[]): 'console' | 'committee' =>
  roles.length > 0 && roles.every((role) => inCommittee.includes(role)) ? 'committee' : 'console';

/** How a letter stands; `asked` waits for a second person. */
export type LetterState = 'none' | 'asked' | 'waiting' | 'used' | 'ended';
