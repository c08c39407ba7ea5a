import { BlockList, isIP } from 'node:net';
import { Client } from 'pg';
import { ValidateBy, type ValidationArguments } from 'class-validator';

/** A rule of our own: `code` is the key of its sentence in texts, `holds` sees the value and the whole configuration. */
export function Check<Owner = object>(code: string, holds: (value: unknown, config: Owner) => boolean): PropertyDecorator {
  return ValidateBy(
    { name: code, validator: { validate: (value: unknown, args?: ValidationArguments) => holds(value, args!.object as Owner) } },
    { message: code },
  );
}

export function urlOf(value: unknown): URL | null {
  if (typeof value !== 'string') return null;
  try {
    return new URL(value);
  } catch {
    return null;
  }
}

export const isUrlOf =
  (...protocols: string[]) =>
  (value: unknown): boolean => {
    const url = urlOf(value);
    return url !== null && protocols.includes(url.protocol) && url.hostname !== '';
  };

/** Whose driver takes what stands behind the `?` for settings, of which some switch TLS or its checks off. */
export const isUrlWithoutMore =
  (...protocols: string[]) =>
  (value: unknown): boolean =>
    isUrlOf(...protocols)(value) && urlOf(value)!.search === '' && !(value as string).includes('?');

export const isOrigin = (value: unknown): boolean => isUrlOf('http:', 'https:')(value) && urlOf(value)!.origin === value;

/** A range that names most of a network's owners at once names everybody. IPv6 written for IPv4 is counted as IPv4. */
const widest = { 4: 8, 6: 16 } as const;
const everyIPv4 = ['::ffff:0:0', 96] as const;

/** One address, or a range as 10.0.0.0/8; never everybody, because then everybody could say who they are. */
export function isNetwork(value: unknown): boolean {
  const [address = '', bits, ...more] = typeof value === 'string' ? value.split('/') : [];
  const kind = isIP(address);
  if (kind === 0 || more.length > 0 || address.includes('%')) return false;
  if (bits === undefined) return true;
  if (!/^\d{1,3}$/.test(bits)) return false;
  if (kind === 4) return Number(bits) >= widest[4] && Number(bits) <= 32;
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1); // However it was spelled: in its one shortest way.
  const range = [written, Number(bits)] as const;
  const least = inside(range, everyIPv4) || inside(everyIPv4, range) ? everyIPv4[1] + widest[4] : /^f[cd]/i.test(written) ? 7 : widest[6];
  return Number(bits) >= least && Number(bits) <= 128;
}

type Range = readonly [address: string, bits: number];
function inside([address, bits]: Range, [outer, outerBits]: Range): boolean {
  if (bits < outerBits || outerBits > 128) return false;
  const list = new BlockList();
  list.addSubnet(outer, outerBits, 'ipv6');
  return list.check(address, 'ipv6');
}

/** What merely looks like an address, as 127.0.0.999, is a name, and leads wherever somebody says. */
export const isLoopback = (host: unknown): boolean =>
  typeof host === 'string' && (['::1', '[::1]', 'localhost'].includes(host) || (isIP(host) === 4 && host.startsWith('127.')));

/** Nobody between here and there can read along. */
export const isHttps = (value: unknown): boolean => urlOf(value)?.protocol === 'https:';

/** On this machine (loopback or a socket), or over TLS with the name and the issuer of the server looked at. */
export function isPrivateDatabase(value: unknown): boolean {
  try {
    const { host, ssl } = new Client({ connectionString: value as string }) as unknown as { host: string; ssl: unknown };
    if (isLoopback(host) || host.startsWith('/')) return true;
    const checked = (ssl as { rejectUnauthorized?: boolean; checkServerIdentity?: unknown } | null) ?? {};
    return Boolean(ssl) && checked.rejectUnauthorized !== false && checked.checkServerIdentity === undefined;
  } catch {
    return false;
  }
}
