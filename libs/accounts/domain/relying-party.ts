/** For whom a passkey is made: the host of the app, and the origin its answers must come from. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

const isNumeric = (host: string): boolean => host.startsWith('[') || /^[\d.]+$/.test(host);
const isLoopback = (host: string): boolean => host === 'localhost' || /^(127\.|\[::1\])/.test(host);
const read = (address: string | undefined): URL | null => (address !== undefined && URL.canParse(address) ? new URL(address) : null);

/**
 * The relying party of an app: the configured origin, or on one's own machine `localhost`, when the browser called it so.
 * Null where the address is a number: passkeys are bound to names.
 */
export function relyingParty(configured: string | undefined, host: string): RelyingParty | null {
  const origin = read(configured);
  if (origin && !isLoopback(origin.hostname)) return isNumeric(origin.hostname) ? null : { id: origin.hostname, origin: origin.origin };
  const here = /^localhost(:\d{1,5})?$/.test(host) ? read(`http://${host}`) : null;
  return here && { id: 'localhost', origin: here.origin };
}

/** Where the same app can be opened by a name, if it is on this machine and was called by a number. */
export function namedAddress(host: string): string | null {
  const port = /^127(?:\.\d{1,3}){3}(:\d{1,5})?$/.exec(host);
  return port ? `http://localhost${port[1] ?? ''}` : null;
}
