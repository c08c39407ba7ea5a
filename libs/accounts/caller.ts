import type { FastifyRequest } from 'fastify';
import { type CookieSettings, tokenIn } from './cookie.js';
import { type DeviceWords, deviceWords } from './domain/device-words.js';

/** The browser at the door, as far as signing in looks at it. */
export interface Caller {
  /** Address the request came from; only its hash is stored, and that for a day. */
  readonly address: string;
  /** Host as the browser called it. */
  readonly host: string;
  /** Tokens the browser brought along. The session ends when a new one is opened, so that no old token survives a sign-in. */
  readonly session: string | undefined;
  readonly step: string | undefined;
  readonly device: string | undefined;
  readonly words: DeviceWords;
}

export const callerOf = ({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>, settings: CookieSettings): Caller => ({
  address: ip,
  host: headers.host ?? '',
  session: tokenIn(headers.cookie, settings),
  step: tokenIn(headers.cookie, settings, 'step'),
  device: tokenIn(headers.cookie, settings, 'device'),
  words: deviceWords(headers['user-agent']),
});
