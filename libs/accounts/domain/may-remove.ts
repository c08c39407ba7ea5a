import { type SecondFactorRule, type Ways, hasAny } from './second-factor.js';

/**
 * Whether a person can still sign in without this way. A passkey is enough alone; a password needs a second factor beside it, unless the rule
 * lets it suffice; a code is no way by itself.
 */
export function mayRemove(way: 'totp' | 'passkey' | 'mail', ways: Ways, hasPassword: boolean, rule: SecondFactorRule): boolean {
  const left: Ways = {
    totp: ways.totp && way !== 'totp',
    mail: ways.mail && way !== 'mail',
    passkeys: ways.passkeys - (way === 'passkey' ? 1 : 0),
  };
  return left.passkeys > 0 || (hasPassword && (rule === 'whoHasOne' || hasAny(left)));
}

/** Ways a person can sign in by if one is lost: each passkey, and the password with a code beside it. */
export const waysToSignIn = ({ totp, mail, passkeys }: Ways, hasPassword: boolean): number =>
  passkeys + (hasPassword ? Number(totp) + Number(mail) : 0);
