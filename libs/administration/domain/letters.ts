import type { Role } from '#lib/kernel';

/** Roles that decide about others' ways in. What is done with them, and with a letter for whoever has them, takes two people. */
export const ofTwo: readonly Role[] = ['administrator', 'founderHead'];
const inCommittee: readonly Role[] = ['committeeMember', 'secretariat'];

/** Whether what is done with somebody of these roles takes a second person. Whoever makes a letter could use it. */
export const takesTwo = (roles: readonly Role[]): boolean => roles.some((role) => ofTwo.includes(role));

/** Which app a letter leads to: the committee's for those who have no other post. */
export const appFor = (roles: readonly Role[]): 'console' | 'committee' =>
  roles.length > 0 && roles.every((role) => inCommittee.includes(role)) ? 'committee' : 'console';

/** How a letter stands; `asked` waits for a second person. */
export type LetterState = 'none' | 'asked' | 'waiting' | 'used' | 'ended';
