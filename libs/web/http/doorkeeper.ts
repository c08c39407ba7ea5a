import type { FastifyRequest } from 'fastify';

/** What the web asks the app about who sends something, before it is read and where no route was reached. An app without one knows strangers only. */
export abstract class Doorkeeper {
  /** Whether somebody signed in sends this, as the route found. */
  abstract stands(request: FastifyRequest): boolean;
  /** Whether somebody known sends this: signed in now, or with a session that has ended or a browser that was let in before. */
  abstract isKnown(request: FastifyRequest): Promise<boolean>;
  /** Counts what no route counted, for the account or the address. Refuses: `too-many-requests`. */
  abstract count(request: FastifyRequest): Promise<void>;
}

/** Settings of a route the web looks at: `open` where nobody need be signed in. */
export interface RouteWords {
  readonly open?: boolean;
}
