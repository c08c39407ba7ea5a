import { cookieIn, sessionCookieName } from '#lib/web';
import type { WebApp } from './domain/doors.js';

/** Where cookies are bound to one host and to TLS. Plain http happens on the machine itself only (solo mode). */
export interface CookieSettings {
  readonly app: WebApp;
  /** The app is reached over https. */
  readonly secure: boolean;
}

/** The session; the step between a first factor and a session; the browser itself, so that it is known again; the way to the provider of an office. */
export type CookieKind = 'session' | 'step' | 'device' | 'oidc';
const endings: Readonly<Record<CookieKind, string>> = { session: '', step: '-step', device: '-device', oidc: '-oidc' };

export const cookieName = (settings: CookieSettings, kind: CookieKind = 'session'): string =>
  `${sessionCookieName(settings)}${endings[kind]}`;

const cookie = (settings: CookieSettings, kind: CookieKind, value: string, more = ''): string =>
  `${cookieName(settings, kind)}=${value}; Path=/; HttpOnly; SameSite=Lax${settings.secure ? '; Secure' : ''}${more}`;

/** Without an age: the browser forgets it when it is closed, the server after the end of the session. */
export const sessionCookie = (settings: CookieSettings, token: string): string => cookie(settings, 'session', token);
export const stepCookie = (settings: CookieSettings, token: string): string => cookie(settings, 'step', token);
/** Kept for a year: it opens nothing, it only says that this browser was here before. */
export const deviceCookie = (settings: CookieSettings, token: string): string => cookie(settings, 'device', token, '; Max-Age=31536000');
/** For the ten minutes somebody may take at the provider. */
export const oidcCookie = (settings: CookieSettings, token: string): string => cookie(settings, 'oidc', token, '; Max-Age=600');

export const endedCookie = (settings: CookieSettings, kind: CookieKind = 'session'): string => cookie(settings, kind, '', '; Max-Age=0');

/** The token in a Cookie header; none where the name occurs twice, because then one of the two was planted. */
export const tokenIn = (header: string | undefined, settings: CookieSettings, kind: CookieKind = 'session'): string | undefined =>
  cookieIn(header, cookieName(settings, kind));
