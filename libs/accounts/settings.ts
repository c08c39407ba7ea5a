import type { CookieSettings } from './cookie.js';
import type { WebApp } from './domain/doors.js';
import type { SecondFactorRule } from './domain/second-factor.js';
import type { OidcProvider } from './oidc/provider.js';

export interface AccountsWebOptions {
  /** `secureCookies` of the configuration: the app is reached over https. */
  readonly secure: boolean;
  /** Solo mode: the sign-in page says where the demo accounts are. */
  readonly solo: boolean;
  /** Who is asked for a second factor. Where nothing is said: everyone, in solo mode whoever has set one up. The one place that decides it. */
  readonly secondFactor?: SecondFactorRule;
  /** Where people reach the app; passkeys belong to its host. */
  readonly origin?: string | undefined;
  /** Providers of offices, whose accounts lead in here. */
  readonly oidc?: readonly OidcProvider[];
}

/** What of the configuration of an app signing in depends on. */
export interface SignInSettings {
  readonly mode: 'solo' | 'production';
  readonly secureCookies: boolean;
  readonly secondFactor?: SecondFactorRule;
  readonly origin?: string | undefined;
  readonly oidc?: readonly OidcProvider[];
}
export const signInOptions = ({ mode, secureCookies, secondFactor, origin, oidc = [] }: SignInSettings): AccountsWebOptions => ({
  secure: secureCookies,
  solo: mode === 'solo',
  origin,
  oidc,
  ...(secondFactor === undefined ? {} : { secondFactor }),
});

/** What an app of pages tells about itself. */
export class AccountsSettings implements CookieSettings {
  readonly secure: boolean;
  readonly solo: boolean;
  readonly secondFactor: SecondFactorRule;
  readonly origin: string | undefined;
  readonly oidc: readonly OidcProvider[];

  constructor(
    readonly app: WebApp,
    { secure, solo, secondFactor, origin, oidc = [] }: AccountsWebOptions,
  ) {
    this.secure = secure;
    this.solo = solo;
    this.secondFactor = secondFactor ?? (solo ? 'whoHasOne' : 'everyone');
    this.origin = origin;
    this.oidc = app === 'console' ? oidc : [];
  }
}
