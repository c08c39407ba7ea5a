import { cookieName, endedCookie, sessionCookie, tokenIn } from './cookie.js';

const behindTls = { app: 'console', secure: true } as const;
const onThisMachine = { app: 'family', secure: false } as const;

describe('the session cookie', () => {
  it('is bound to host and TLS where the app is reached over https', () =>
    expect(sessionCookie(behindTls, 'abc')).toBe('__Host-yorisoi-console=abc; Path=/; HttpOnly; SameSite=Lax; Secure'));

  it('carries the app in its name and no mark of TLS where there is none', () =>
    expect(sessionCookie(onThisMachine, 'abc')).toBe('yorisoi-family=abc; Path=/; HttpOnly; SameSite=Lax'));

  it('is taken back under the same name', () =>
    expect(endedCookie(behindTls)).toBe('__Host-yorisoi-console=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0'));

  it('is found among others', () => expect(tokenIn('a=b; yorisoi-family=abc;c=d', onThisMachine)).toBe('abc'));

  it.each([undefined, '', 'yorisoi-console=abc', 'xyorisoi-family=abc'])('is not seen in %j', (header) =>
    expect(tokenIn(header, onThisMachine)).toBeUndefined(),
  );

  it('is not believed when it comes twice', () => expect(tokenIn('yorisoi-family=one; yorisoi-family=two', onThisMachine)).toBeUndefined());

  it('differs between apps', () => expect(cookieName({ app: 'committee', secure: false })).not.toBe(cookieName(onThisMachine)));
});
