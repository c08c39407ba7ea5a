import type { config } from '../ja/config.js';

/** The same in English: whoever starts the apps may be abroad. */
export const configEn: { readonly heading: string; readonly problems: Readonly<Record<keyof typeof config.problems, string>> } = {
  heading: 'Not started: settings are wrong. Mend these and start again.',
  problems: {
    'database-url': 'Say where PostgreSQL is, as postgres://user@host:port/database.',
    'database-plain':
      'The database is on another machine and would be reached unencrypted, or without looking who answers. Add ?sslmode=verify-full, and &sslrootcert=<file> where the issuer is your own.',
    'redis-plain': 'Redis is on another machine and would be reached unencrypted. Use rediss://.',
    'redis-url': 'Say where Redis is, as redis:// or rediss:// and without a ?; leave it out where there is none.',
    'key-ring': 'Say where the file of the key ring is. To make one: npm run keys:make',
    port: 'Give a port from 0 to 65535.',
    'port-base': 'Give a first port from 1024 to 65530.',
    host: 'Give an IP address or localhost to listen on.',
    'host-solo': 'Solo mode cannot be seen from outside of this machine. Use 127.0.0.1.',
    'host-open':
      'In production nothing unencrypted is taken from outside of this machine. Listen on 127.0.0.1, or name the proxy before the app in YORISOI_TRUST_PROXY.',
    'tls-unchecked':
      'With NODE_TLS_REJECT_UNAUTHORIZED=0 nobody looks who answers. Take it away; where the issuer is your own, name its file in NODE_EXTRA_CA_CERTS.',
    'smtp-url': 'Say where the mail server is, as smtp:// or smtps:// and without a ?.',
    'mail-from': 'Give the address mails come from.',
    'root-to': 'Give mail addresses, parted by commas, for the root of the journal; leave it out where it goes to nobody.',
    'node-env': 'Use production, development or test.',
    mode: 'Use solo or production.',
    'mode-contradicts': 'Solo mode and NODE_ENV=production contradict each other. Set YORISOI_MODE=production, or leave NODE_ENV out.',
    training: 'Use on or off.',
    'training-production': 'The training clock runs in solo mode only, never with anything that says production.',
    origin: 'Give the public address as https://example.jp, without path or final slash.',
    'origin-missing':
      'Production needs the https:// address people reach this app at. Without it sessions travel unencrypted and every host name is answered. Put a proxy with TLS before the app and give its address.',
    'origin-plain': 'In production the address begins with https://.',
    'family-origin': 'Give the address of the family’s pages as https://example.jp, without path or final slash.',
    'committee-origin': 'Give the address of the committee’s pages as https://example.jp, without path or final slash.',
    'trust-proxy':
      'Give addresses of the proxies before the app as 203.0.113.5 or 10.0.0.0/8, parted by commas. A range wider than /8 (IPv6: /16) would let nearly anybody say who they are.',
    'per-minute': 'Give a count a minute from 0 (no limit) to 1000000.',
    connections: 'Give a count of connections from 0 (no limit) to 1000000.',
    oidc: 'Give the providers as JSON or as the path of a JSON file; see docs/decisions/oidc.md.',
    'oidc-origin': 'Signing in at an office needs YORISOI_ORIGIN too.',
    data: 'Give the path of the folder for data.',
  },
};
