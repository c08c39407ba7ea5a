import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import type { Caller } from '../caller.js';
import { isVouched } from '../domain/oidc-claims.js';
import { AccountsSettings } from '../settings.js';
import { SignInSteps, type Way } from '../steps/sign-in-steps.js';
import { refused } from '../refusals.js';
import { newToken } from '../tokens.js';
import { personOf, takeGroups } from './people.js';
import { OidcClient, OidcRefused } from './provider.js';
import { keepRequest, takeRequest } from './requests.js';

/** Path the provider sends the browser back to; registered there with our origin before it. */
export const callbackPath = '/sign-in/oidc/back';

/** Signing in with the account of an office, at the provider of the founder. */
@Injectable()
export class Oidc {
  private readonly clients: ReadonlyMap<string, OidcClient>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly steps: SignInSteps,
    private readonly settings: AccountsSettings,
  ) {
    const { origin, oidc } = settings;
    this.clients = new Map(origin === undefined ? [] : oidc.map((one) => [one.key, new OidcClient(one, `${origin}${callbackPath}`)]));
  }

  /** Where to send the browser, and the token it must bring back; null where no such provider is known. Throws OidcRefused `unreachable`. */
  async start(key: string, next: string): Promise<{ readonly to: URL; readonly browser: string } | null> {
    const client = this.clients.get(key);
    if (!client) return null;
    const actor = systemActor(this.settings.app);
    try {
      const { to, asked } = await client.ask();
      const browser = newToken();
      await this.work.run(actor, (tx) => keepRequest(tx, { provider: key, next, ...asked }, browser));
      return { to, browser };
    } catch (error) {
      return this.turnAway(error);
    }
  }

  /** Who came back is let in, or led to the second factor. Throws OidcRefused, journalled. */
  async finish(query: string, state: unknown, browser: string | undefined, caller: Caller): Promise<Way> {
    const actor = systemActor(this.settings.app);
    try {
      const request = await this.work.run(actor, (tx) => takeRequest(tx, state, browser));
      const client = request && this.clients.get(request.provider);
      if (!client) throw new OidcRefused('not-asked');
      const said = await client.answer(query, request);
      return await this.work.run(actor, async (tx) => {
        const personId = await personOf(tx, client.provider, said);
        if (personId === null) throw new OidcRefused('unknown-person');
        await takeGroups(tx, client.provider, personId, said);
        const vouched = isVouched(said, client.provider.secondFactor);
        const way = await this.steps.begin(
          tx,
          { personId, proven: 'oidc', since: request.since, next: request.next, vouched, house: client.provider.founder },
          caller,
        );
        if (!way) throw new OidcRefused('no-grant');
        return way;
      });
    } catch (error) {
      return this.turnAway(error);
    }
  }

  private async turnAway(error: unknown): Promise<never> {
    if (error instanceof OidcRefused)
      await this.work.run(systemActor(this.settings.app), (tx) => refused(tx, { by: 'oidc', why: error.why, personId: null }));
    throw error;
  }
}
