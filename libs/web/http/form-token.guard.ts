import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refused } from '#lib/kernel';
import { formTokenName } from '../components/form-token.js';
import type { FormTokens } from './form-tokens.js';
import { changesNothing } from './origin.guard.js';

/** Before every route of an app of pages that changes something: the form was drawn for the session that sends it. */
export class FormTokenGuard implements CanActivate {
  constructor(private readonly tokens: FormTokens) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Body: Record<string, unknown> | undefined }>>();
    if (changesNothing(request)) return true;
    const token = request.body?.[formTokenName];
    // What the form says stays the same when it is sent again under a new token.
    delete request.body?.[formTokenName];
    if (!this.tokens.fits(request, token)) throw new Refused('form-stale');
    return true;
  }
}
