import { Inject, Injectable, Optional } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Refused } from '#lib/kernel';
import { Pace } from '#lib/pace';
import { Doorkeeper } from '#lib/web';
import { addressHash } from './address.js';
import type { Visited } from './allow.js';
import { tokenIn } from './cookie.js';
import { Door } from './door.js';
import { AccountsSettings } from './settings.js';
import { fingerprint, isToken } from './tokens.js';

/** Counts who asks, and knows who was here before. Pages have cookies to tell it by, the API has none. */
@Injectable()
export class Keeper extends Doorkeeper {
  constructor(
    @Inject(Door) private readonly door: Door,
    private readonly dataSource: DataSource,
    @Optional() @Inject(AccountsSettings) private readonly settings?: AccountsSettings,
    @Optional() @Inject(Pace) private readonly pace?: Pace,
  ) {
    super();
  }

  stands(request: FastifyRequest & Visited): boolean {
    return request.visitor !== undefined;
  }

  /** By a row in the database: what a cookie says of itself proves nothing. */
  async isKnown(request: FastifyRequest): Promise<boolean> {
    if (!this.settings) return (await this.visitor(request)) !== null;
    const { cookie } = request.headers;
    const [session, device] = [tokenIn(cookie, this.settings), tokenIn(cookie, this.settings, 'device')].map(hashOf);
    if (session === null && device === null) return false;
    const [row] = await this.dataSource.query<{ known: boolean }[]>(
      `select exists (select from session where token_hash = $1) or exists (select from device where token_hash = $2) as known`,
      [session, device],
    );
    return row!.known;
  }

  async count(request: FastifyRequest & Visited): Promise<void> {
    if (request.counted) return;
    const visitor = await this.visitor(request);
    if (visitor) await this.account(request, visitor.actor.personId);
    else await this.stranger(request);
  }

  /** Refuses: `too-many-requests`. */
  async account(request: FastifyRequest & Visited, personId: string): Promise<void> {
    request.counted = true;
    await this.pace?.account(personId, request.method);
  }

  /**
   * Somebody not signed in counts for the address; once that is used up, a browser that was let in before goes on by itself, so that nobody
   * keeps a class or an office from signing in by asking without end. Refuses: `too-many-requests`.
   */
  async stranger(request: FastifyRequest & Visited): Promise<void> {
    request.counted = true;
    const used = await this.pace?.stranger(addressHash(request.ip)).then(
      () => null,
      (refusal: unknown) => refusal,
    );
    if (!used) return;
    const device = this.settings && hashOf(tokenIn(request.headers.cookie, this.settings, 'device'));
    if (!(used instanceof Refused) || !device || !(await this.isKnown(request))) throw used;
    await this.pace?.device(device);
  }

  private visitor(request: FastifyRequest) {
    return this.door.visitor(request).catch((refusal: unknown) => {
      if (refusal instanceof Refused) return null;
      throw refusal;
    });
  }
}

const hashOf = (token: string | undefined): string | null => (isToken(token) ? fingerprint(token) : null);
