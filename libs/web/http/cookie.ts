/** The name carries the app: on one machine all ports share their cookies. Behind TLS it is bound to this very host. */
export const sessionCookieName = ({ app, secure }: { readonly app: string; readonly secure: boolean }): string =>
  `${secure ? '__Host-' : ''}yorisoi-${app}`;

/** The value of a cookie in a Cookie header; none where the name occurs twice, because then one of the two was planted. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const start = `${name}=`;
  const found = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(start));
  return found.length === 1 ? found[0]!.slice(start.length) : undefined;
}
