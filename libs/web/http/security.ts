/** Nothing inline, nothing from elsewhere, no frame around us. `data:` only for the empty icon. */
const pages =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const api = "default-src 'none'; frame-ancestors 'none'";

interface Site {
  readonly kind: 'pages' | 'api';
  /** Reached over TLS. */
  readonly secure: boolean;
}

/**
 * Headers of every answer. The referrer stays inside the site: with `no-referrer` browsers send `Origin: null` with our own forms,
 * and those that do not know Sec-Fetch-Site (older telephones) could not post any.
 */
export const securityHeaders = ({ kind, secure }: Site): Readonly<Record<string, string>> => ({
  'content-security-policy': kind === 'pages' ? pages : api,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cache-control': 'no-store',
  ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
});
