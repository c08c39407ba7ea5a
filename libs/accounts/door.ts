import { Refused } from '#lib/kernel';
import type { FastifyRequest } from 'fastify';
import { type ApiTokens } from './api-tokens.js';
import { type CookieSettings, tokenIn } from './cookie.js';
import { safeNext } from './domain/next-path.js';
import { scopeLets } from './domain/token-scope.js';
import { type Sessions } from './sessions.js';
import type { Visitor } from './visitor.js';

type Asking = Pick<FastifyRequest, 'headers' | 'method' | 'url'>;

/** How an app learns who asks. Pages have a session in a cookie, the API a bearer token; neither takes the other. */
export abstract class Door {
  abstract visitor(request: Asking): Promise<Visitor>;
}

export class SessionDoor extends Door {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookies: CookieSettings,
  ) {
    super();
  }

  /** Refuses: `not-signed-in` with the path to come back to after signing in. */
  async visitor({ headers, method, url }: Asking): Promise<Visitor> {
    const visitor = await this.sessions.visitor(tokenIn(headers.cookie, this.cookies), this.cookies.app);
    if (visitor) return visitor;
    throw new Refused('not-signed-in', { next: safeNext(method === 'GET' ? url : '/') });
  }
}

export class TokenDoor extends Door {
  constructor(private readonly tokens: ApiTokens) {
    super();
  }

  /** Refuses: `token-missing`, `token-invalid` (unknown, ended, revoked, or of a grant that has ended), `token-read-only`. */
  async visitor({ headers, method }: Asking): Promise<Visitor> {
    const header = headers.authorization;
    if (header === undefined) throw new Refused('token-missing');
    const token = /^Bearer +(\S+) *$/i.exec(header)?.[1];
    const held = token === undefined ? null : await this.tokens.visitor(token);
    if (!held) throw new Refused('token-invalid');
    if (!scopeLets(held.scope, method)) throw new Refused('token-read-only');
    return held.visitor;
  }
}
