import { cookieIn, sessionCookieName } from '#lib/web';
import type { WebApp } from './domain/doors.js';

/** Where cookies are bound to one host and to TLS. Plain http happens on the machine itself only (solo mode). */
export interface CookieSettings {
  readonly app: WebApp;
  /** The app is reached over https. */
  readonly secure: boolean;
}

export const cookieName = (settings: CookieSettings): string => sessionCookieName(settings);

const cookie = (settings: CookieSettings, value: string, more = ''): string =>
  `${cookieName(settings)}=${value}; Path=/; HttpOnly; SameSite=Lax${settings.secure ? '; Secure' : ''}${more}`;

/** Without an age: the browser forgets it when it is closed, the server after the end of the session. */
export const sessionCookie = (settings: CookieSettings, token: string): string => cookie(settings, token);

export const endedCookie = (settings: CookieSettings): string => cookie(settings, '', '; Max-Age=0');

/** The token in a Cookie header; none where the name occurs twice, because then one of the two was planted. */
export const tokenIn = (header: string | undefined, settings: CookieSettings): string | undefined => cookieIn(header, cookieName(settings));
