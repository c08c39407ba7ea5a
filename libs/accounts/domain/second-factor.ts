/** Who is asked for a second factor: everyone, or only who has set one up (demo accounts with fictional data may go without). */
export type SecondFactorRule = 'everyone' | 'whoHasOne';

/** What somebody has proven before anything else is asked. A letter's code works once, so whoever comes by letter needs a way for next time. */
export type FirstFactor = 'password' | 'letter' | 'oidc';

/** The second factors a person has set up. */
export interface Ways {
  readonly totp: boolean;
  readonly passkeys: number;
  readonly mail: boolean;
}
export const hasAny = ({ totp, passkeys, mail }: Ways): boolean => totp || passkeys > 0 || mail;

/**
 * What follows once the first factor is proven: a session at once, a second factor, or setting one up.
 * Whoever has a second factor is always asked for it, except where the provider of the office vouches that it has asked for one itself.
 */
export function stageAfter(proven: FirstFactor, ways: Ways, rule: SecondFactorRule, vouched = false): 'in' | 'second' | 'enrol' {
  if (vouched) return 'in';
  if (hasAny(ways)) return 'second';
  return rule === 'whoHasOne' && proven !== 'letter' ? 'in' : 'enrol';
}
