import { formTokenName, newFormToken } from '#lib/web';

export type Fields = Readonly<Record<string, string | readonly string[]>>;

/** What a browser keeps that has opened a page and not signed in. */
const visit = `yorisoi-form=${'visit'.repeat(9).slice(0, 43)}`;

/** A form of our own page as a browser hands it in: from this site, with the token of the session whose cookie it carries. */
export function handedIn(fields: Fields | string, cookie: string = visit) {
  const body = typeof fields === 'string' ? new URLSearchParams(fields) : new URLSearchParams();
  if (typeof fields !== 'string')
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one as string);
  if (!body.has(formTokenName)) body.append(formTokenName, tokenFor(cookie));
  return {
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', cookie },
    payload: body.toString(),
  };
}

/** A page without its tokens, which differ from one showing to the next. */
export const withoutTokens = (html: string): string => html.replaceAll(/(name="formToken" value=")[^"]*/g, '$1');

/** The token that pages show to the holder of this cookie. */
export const tokenFor = (cookie: string): string => newFormToken(cookie.slice(cookie.indexOf('=') + 1).split(';')[0]!);
