import type { Tx } from '#lib/database';
import { fingerprint } from '../tokens.js';
import type { Asked } from './provider.js';

const minutes = 10;

export interface Request extends Asked {
  readonly provider: string;
  readonly next: string;
}
/** One that came back, with the time the browser was sent out. */
export type Sent = Request & { readonly since: string };

/** Keeps what must come back, for the browser that holds this token and for a short while. */
export async function keepRequest(tx: Tx, { provider, next, state, nonce, verifier }: Request, browser: string): Promise<void> {
  await tx.change('delete from oidc_request where ends_at < clock_timestamp()');
  await tx.change(
    `insert into oidc_request (state_hash, browser_hash, provider, state, nonce, verifier, next, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp() + make_interval(mins => $8))`,
    [fingerprint(state), fingerprint(browser), provider, state, nonce, verifier, next, minutes],
  );
}

/** What was asked in this browser under this state; answered once, because it is gone then. */
export async function takeRequest(tx: Tx, state: unknown, browser: string | undefined): Promise<Sent | null> {
  if (typeof state !== 'string' || browser === undefined) return null;
  const [request] = await tx.query<Sent>(
    `delete from oidc_request where state_hash = $1 and browser_hash = $2 and ends_at > clock_timestamp()
     returning provider, state, nonce, verifier, next, (ends_at - make_interval(mins => ${minutes}))::text as since`,
    [fingerprint(state), fingerprint(browser)],
  );
  return request ?? null;
}
