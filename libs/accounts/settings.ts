import type { CookieSettings } from './cookie.js';
import type { WebApp } from './domain/doors.js';

/** What an app of pages tells about itself. */
export class AccountsSettings implements CookieSettings {
  constructor(
    readonly app: WebApp,
    /** Reached over https: `secureCookies` of the configuration. */
    readonly secure: boolean,
    /** Solo mode: the sign-in page says where the demo accounts are. */
    readonly solo: boolean,
  ) {}
}
