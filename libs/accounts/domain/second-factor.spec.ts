import { mayRemove, waysToSignIn } from './may-remove.js';
import { type Ways, stageAfter } from './second-factor.js';

const none: Ways = { totp: false, passkeys: 0, mail: false };
const totp: Ways = { ...none, totp: true };
const passkey: Ways = { ...none, passkeys: 1 };

describe('after the first factor', () => {
  it('whoever has a second one is asked for it, under every rule', () => {
    for (const rule of ['everyone', 'whoHasOne'] as const)
      for (const proven of ['password', 'letter', 'oidc'] as const) expect(stageAfter(proven, totp, rule)).toBe('second');
  });
  it('whoever has none sets one up where everyone needs it, and always after a letter', () => {
    expect(stageAfter('password', none, 'everyone')).toBe('enrol');
    expect(stageAfter('oidc', none, 'everyone')).toBe('enrol');
    expect(stageAfter('letter', none, 'whoHasOne')).toBe('enrol');
    expect(stageAfter('password', none, 'whoHasOne')).toBe('in');
  });
  it('a provider that asked itself is believed', () => expect(stageAfter('oidc', none, 'everyone', true)).toBe('in'));
});

describe('a way to sign in', () => {
  it('may go while a passkey or a password with a code is left', () => {
    expect(mayRemove('totp', { ...totp, passkeys: 1 }, false, 'everyone')).toBe(true);
    expect(mayRemove('passkey', { ...totp, passkeys: 1 }, true, 'everyone')).toBe(true);
    expect(mayRemove('passkey', { ...none, passkeys: 2 }, false, 'everyone')).toBe(true);
  });
  it('stays where nothing would be left', () => {
    expect(mayRemove('totp', totp, true, 'everyone')).toBe(false);
    expect(mayRemove('passkey', passkey, false, 'whoHasOne')).toBe(false);
    expect(mayRemove('passkey', { ...totp, passkeys: 1 }, false, 'everyone')).toBe(false);
  });
  it('may go to the last where a password suffices', () => expect(mayRemove('totp', totp, true, 'whoHasOne')).toBe(true));
  it('is counted by what is enough', () => {
    expect(waysToSignIn(totp, true)).toBe(1);
    expect(waysToSignIn(totp, false)).toBe(0);
    expect(waysToSignIn({ ...totp, passkeys: 2 }, true)).toBe(3);
  });
});
