import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemJson, wordsOf } from './problem.js';
import { statusOf } from './statuses.js';

const loopback = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/;

/** Whether a Host header names where people reach this app; on one's own machine every name of that machine does. */
export function isOwnHost(origin: URL, host: string | undefined): boolean {
  if (host === undefined || !/^[\w.:[\]-]+$/.test(host)) return false;
  try {
    const asked = new URL(`${origin.protocol}//${host}`);
    return asked.host === origin.host || (loopback.test(origin.hostname) && loopback.test(asked.hostname));
  } catch {
    return false;
  }
}

/**
 * Refuses what was sent to another name than that of this app, before anything is read: a page of another site whose name leads here
 * (DNS rebinding), or a proxy that hands on whatever comes. The health check tells nothing and is asked by address.
 */
export const onlyOwnHost = (origin: string, kind: 'pages' | 'api') => {
  const own = new URL(origin);
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    if (isOwnHost(own, request.headers.host) || request.url === '/health') return done();
    const status = statusOf('wrong-host');
    const isApi = kind === 'api';
    reply
      .status(status)
      .header('content-type', isApi ? 'application/problem+json; charset=utf-8' : 'text/plain; charset=utf-8')
      .send(isApi ? JSON.stringify(problemJson({ status, code: 'wrong-host', facts: {} })) : wordsOf('wrong-host').text);
  };
};
