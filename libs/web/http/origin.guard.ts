import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refused } from '#lib/kernel';

const safe = ['GET', 'HEAD', 'OPTIONS'];
export const changesNothing = ({ method }: Pick<FastifyRequest, 'method'>): boolean => safe.includes(method);

function isHost(origin: string, host: string): boolean {
  try {
    const from = new URL(origin);
    return from.host === new URL(`${from.protocol}//${host}`).host;
  } catch {
    return false;
  }
}

/** Whether a request that changes something comes from a page of this site. A browser says so in one of two headers; what says neither is refused. */
export function isOwnOrigin({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  if (changesNothing({ method })) return true;
  const { 'sec-fetch-site': site, origin, host } = headers;
  if (site !== undefined) return site === 'same-origin';
  return origin !== undefined && host !== undefined && isHost(origin, host);
}

export class OriginGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (!isOwnOrigin(context.switchToHttp().getRequest<FastifyRequest>())) throw new Refused('foreign-origin');
    return true;
  }
}
