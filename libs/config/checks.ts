import { isIP } from 'node:net';
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

export const isOrigin = (value: unknown): boolean => isUrlOf('http:', 'https:')(value) && urlOf(value)!.origin === value;

/** One address, or a range as 10.0.0.0/8; never everybody, because then everybody could say who they are. */
export function isNetwork(value: unknown): boolean {
  const [address = '', bits, ...more] = typeof value === 'string' ? value.split('/') : [];
  const kind = isIP(address);
  if (kind === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (kind === 4 ? 32 : 128));
}

export const isLoopback = (host: unknown): boolean => typeof host === 'string' && /^(127(\.\d{1,3}){3}|::1|\[::1\]|localhost)$/.test(host);
