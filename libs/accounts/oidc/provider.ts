import type { Role } from '#lib/kernel';
import type { Configuration, IDToken } from 'openid-client' with { 'resolution-mode': 'import' };
import type { ClaimNames, Claims, GroupMeans } from '../domain/oidc-claims.js';

/** The provider with which the people of one founder sign in at their office. */
export interface OidcProvider {
  /** Stands in addresses of ours. */
  readonly key: string;
  /** Where there are several, the button says which. */
  readonly name?: string | undefined;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The organisation whose people these are; no group gives a role outside of it and its schools. */
  readonly founder: string;
  readonly claims: ClaimNames;
  readonly groups: readonly GroupMeans<OidcRole>[];
  readonly secondFactor: { readonly acr: readonly string[]; readonly amr: readonly string[] };
}
export type OidcRole = Extract<Role, 'school' | 'founder' | 'founderHead' | 'administrator'>;

/** Why somebody who came from the provider is not let in, as the journal keeps it. */
export type OidcProblem =
  /** The provider does not answer, or not as a provider does. */
  | 'unreachable'
  /** The provider itself said no. */
  | 'denied'
  /** It did not take the code: used, old, of another client. */
  | 'code-not-taken'
  /** What it sent does not hold: state, nonce, issuer, audience, signature, time. */
  | 'not-valid'
  /** Nobody here asked, or not in this browser, or too long ago, or it was answered already. */
  | 'not-asked'
  | 'unknown-person'
  | 'no-grant';

export class OidcRefused extends Error {
  constructor(readonly why: OidcProblem) {
    super(why);
    this.name = 'OidcRefused';
  }
}

/** What is kept between the way out and the way back. */
export interface Asked {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

const seconds = 5;
const scope = 'openid profile email';
const isLoopback = (issuer: string): boolean => /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/.test(new URL(issuer).hostname);

/** Loaded with the first visitor who comes this way: most houses have no provider. */
const library = () => import('openid-client');

/** Speaks with one provider. What it publishes about itself is asked for once and again where asking failed. */
export class OidcClient {
  private found: Promise<Configuration> | undefined;

  constructor(
    readonly provider: OidcProvider,
    /** Exactly what is registered with the provider. */
    private readonly redirectUri: string,
  ) {}

  /** Where to send the browser, and what must come back. Throws OidcRefused `unreachable`. */
  async ask(): Promise<{ readonly to: URL; readonly asked: Asked }> {
    const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } = await library();
    const config = await this.configuration();
    const asked = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const to = buildAuthorizationUrl(config, {
      redirect_uri: this.redirectUri,
      scope,
      state: asked.state,
      nonce: asked.nonce,
      code_challenge: await calculatePKCECodeChallenge(asked.verifier),
      code_challenge_method: 'S256',
    });
    return { to, asked };
  }

  /** Who came back, as the provider says it in a signed statement made for us and for this question. `query`: as it arrived. Throws OidcRefused. */
  async answer(query: string, { state, nonce, verifier }: Asked): Promise<Claims & Pick<IDToken, 'iss' | 'sub'>> {
    const { authorizationCodeGrant, fetchUserInfo } = await library();
    const config = await this.configuration();
    const here = new URL(this.redirectUri);
    here.search = query;
    try {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await authorizationCodeGrant(config, here, checks);
      const said = tokens.claims()!;
      const { groups, email } = this.provider.claims;
      // Many providers keep groups and addresses out of the signed statement and tell them to whoever holds the access token.
      const asksMore = config.serverMetadata().userinfo_endpoint !== undefined && (said[groups] === undefined || said[email] === undefined);
      const more = asksMore ? await fetchUserInfo(config, tokens.access_token, said.sub) : {};
      // That a second factor was asked for counts only where it is signed.
      return { ...more, acr: undefined, amr: undefined, ...said };
    } catch (error) {
      throw new OidcRefused(problemIn(error));
    }
  }

  private async configuration(): Promise<Configuration> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch {
      this.found = undefined;
      throw new OidcRefused('unreachable');
    }
  }

  private async discover(): Promise<Configuration> {
    const { allowInsecureRequests, discovery, enableNonRepudiationChecks } = await library();
    const { issuer, clientId, clientSecret } = this.provider;
    const execute = [enableNonRepudiationChecks, ...(isLoopback(issuer) ? [allowInsecureRequests] : [])];
    return discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: seconds });
  }
}

const unreachable = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR'];

function problemIn(error: unknown): OidcProblem {
  const {
    code,
    error: said,
    name,
    cause,
  } = (error ?? {}) as { code?: unknown; error?: unknown; name?: unknown; cause?: { name?: unknown } };
  if (said === 'invalid_grant') return 'code-not-taken';
  if (typeof said === 'string') return 'denied';
  // `fetch` says that nobody is there by a TypeError without a code, which the library may wrap.
  const failed = code === undefined && (name === 'TypeError' || cause?.name === 'TypeError');
  return failed || unreachable.includes(String(code)) ? 'unreachable' : 'not-valid';
}
