import { type IncomingMessage, type OutgoingHttpHeaders, get as plainGet } from 'node:http';
import { get as secureGet } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { type Finding, found, levelOf, looked } from './finding.js';

const day = 86_400_000;
const halfYear = 15_768_000;
const patience = 10_000;

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly trusted: boolean;
  readonly why: string;
  readonly protocol: string;
  readonly validTo: number;
}

/** A certificate nobody may trust is looked at all the same: it is what is told. */
function ask(url: URL, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === 'https:' ? secureGet : plainGet;
    const request = get(url, { headers, rejectUnauthorized: false, timeout: patience, agent: false }, (response) => {
      const socket = response.socket as TLSSocket;
      response.resume();
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        trusted: socket.authorized === true,
        why: String((socket.authorizationError as (Error & { code?: string }) | undefined)?.code ?? socket.authorizationError ?? ''),
        protocol: socket.getProtocol?.() ?? '',
        validTo: url.protocol === 'https:' ? Date.parse(socket.getPeerCertificate().valid_to) : 0,
      });
    });
    request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    request.on('error', reject);
  });
}

/**
 * The way people come to an app: TLS and its certificate at the proxy, the app behind it, HSTS, its own host name and no other, nothing in
 * plain HTTP beside it, and the clock of the machine it runs on.
 */
export const lookAtOrigin = (app: string, origin: string): Promise<Finding[]> =>
  looked('reached', { app }, async () => {
    const url = new URL('/health', origin);
    const health = await ask(url);
    const days = Math.floor((health.validTo - Date.now()) / day);
    const page = await ask(new URL('/sign-in', origin));
    const foreign = await ask(new URL('/sign-in', origin), { host: 'another-host.invalid' });
    // The health check is asked by any name; a page only by its own, which the proxy has to hand on.
    const reached = page.status === 421 || page.status >= 500 ? page.status : health.status;
    const [, age] = /max-age=(\d+)/.exec(String(page.headers['strict-transport-security'] ?? '')) ?? [];
    const seconds = Math.round(Math.abs(Date.parse(String(health.headers.date)) - Date.now()) / 1000);
    return [
      found('reached', reached === 200 ? 'ok' : 'bad', { app, why: reached }),
      found('certificate', health.trusted ? levelOf(-days, -20, -6) : 'bad', { app, days, why: health.why }),
      found('tls', /^TLSv1\.[23]$/.test(health.protocol) ? 'ok' : 'bad', { app, protocol: health.protocol }),
      found('hsts', Number(age ?? 0) >= halfYear ? 'ok' : 'bad', { app }),
      found('host', foreign.status >= 400 ? 'ok' : 'bad', { app, status: foreign.status }),
      found('clock-app', Number.isNaN(seconds) ? 'warn' : levelOf(seconds, 5, 60), { app, seconds }),
      await beside(app, origin),
    ];
  });

/** Port 80 of the same host: closed, or it sends people on to https. */
async function beside(app: string, origin: string): Promise<Finding> {
  const url = new URL('/sign-in', origin);
  Object.assign(url, { protocol: 'http:', port: '80' });
  const answer = await ask(url).catch(() => undefined);
  const sendsOn =
    answer !== undefined && answer.status >= 300 && answer.status < 400 && String(answer.headers.location).startsWith('https:');
  return found('plain-http', answer === undefined || sendsOn || answer.status >= 400 ? 'ok' : 'bad', { app });
}
