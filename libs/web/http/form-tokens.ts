import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieIn, sessionCookieName } from './cookie.js';

/** 256 random bits, as a session has them and as nobody guesses. */
const isSecret = (text: string | undefined): text is string => text !== undefined && /^[A-Za-z0-9_-]{43}$/.test(text);
const sealed = (secret: string, salt: string): Buffer => createHmac('sha256', secret).update(`form ${salt}`).digest();

/** A token that only a page drawn for the holder of the secret can show. It looks different every time, so that compression tells nothing of it. */
export function newFormToken(secret: string): string {
  const salt = randomBytes(12).toString('base64url');
  return `${salt}.${sealed(secret, salt).toString('base64url')}`;
}

/** Whether a token was made for the holder of this secret. */
export function isFormToken(token: unknown, secret: string | undefined): boolean {
  const [, salt, seal] = typeof token === 'string' ? (/^([\w-]{16})\.([\w-]{43})$/.exec(token) ?? []) : [];
  if (salt === undefined || seal === undefined || secret === undefined) return false;
  return timingSafeEqual(Buffer.from(seal, 'base64url'), sealed(secret, salt));
}

/**
 * Ties the forms of an app to the session they were drawn for. The secret is the session's own, which no script and no other site can
 * read; before signing in it is a cookie made for this alone, so that nobody is signed in to a stranger's account unawares.
 */
export class FormTokens {
  private readonly session: string;
  private readonly visit: string;

  constructor(
    app: string,
    private readonly secure: boolean,
  ) {
    this.session = sessionCookieName({ app, secure });
    this.visit = `${secure ? '__Host-' : ''}yorisoi-form`;
  }

  /** For the page that answers a request: makes its token, and the cookie for it where the visitor has neither it nor a session. */
  forPage(request: FastifyRequest, reply: FastifyReply): () => string {
    let token: string | undefined;
    return () => (token ??= newFormToken(this.secretOf(request) ?? this.newVisit(reply)));
  }

  fits(request: FastifyRequest, token: unknown): boolean {
    return isFormToken(token, this.secretOf(request));
  }

  private secretOf({ headers: { cookie } }: FastifyRequest): string | undefined {
    return [this.session, this.visit].map((name) => cookieIn(cookie, name)).find(isSecret);
  }

  private newVisit(reply: FastifyReply): string {
    const secret = randomBytes(32).toString('base64url');
    reply.header('set-cookie', `${this.visit}=${secret}; Path=/; HttpOnly; SameSite=Lax${this.secure ? '; Secure' : ''}`);
    return secret;
  }
}
