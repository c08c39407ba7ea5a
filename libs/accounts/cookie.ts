import type { WebApp } from './domain/doors.js';

/** Where cookies are bound to one host and to TLS. Plain http happens on the machine itself only (solo mode). */
export interface CookieSettings {
  readonly app: WebApp;
  /** The app is reached over https. */
  readonly secure: boolean;
}

/** The name carries the app: on one machine all ports share their cookies. */
export const cookieName = ({ app, secure }: CookieSettings): string => `${secure ? '__Host-' : ''}yorisoi-${app}`;

const cookie = (settings: CookieSettings, value: string, more = ''): string =>
  `${cookieName(settings)}=${value}; Path=/; HttpOnly; SameSite=Lax${settings.secure ? '; Secure' : ''}${more}`;

/** Without an age: the browser forgets it when it is closed, the server after the end of the session. */
export const sessionCookie = (settings: CookieSettings, token: string): string => cookie(settings, token);

export const endedCookie = (settings: CookieSettings): string => cookie(settings, '', '; Max-Age=0');

/** The token in a Cookie header; none where the name occurs twice, because then one of the two was planted. */
export function tokenIn(header: string | undefined, settings: CookieSettings): string | undefined {
  const start = `${cookieName(settings)}=`;
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(start));
  return found.length === 1 ? found[0]!.slice(start.length) : undefined;
}
