import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refused } from '#lib/kernel';
import type { FastifyRequest } from 'fastify';
import { type Access, type Visited, accessKey } from './allow.js';
import { Door } from './door.js';
import { Keeper } from './keeper.js';
import { mayAny } from './domain/permissions.js';

/** Stands before every route of an app: says who asks, whether they may go on at this pace, and whether that role may ask this at all. A route without a rule stays shut. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Door) private readonly door: Door,
    @Inject(Keeper) private readonly keeper: Keeper,
  ) {}

  /** Refuses: what the door says to a stranger; `too-many-requests`; `not-allowed`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, [context.getHandler(), context.getClass()]);
    if (access === undefined) throw new Refused('not-allowed');
    const request = context.switchToHttp().getRequest<FastifyRequest & Visited>();
    if (access === 'public') {
      await this.keeper.stranger(request);
      return true;
    }
    const visitor = await this.door.visitor(request).catch(async (refusal: unknown) => {
      await this.keeper.stranger(request);
      throw refusal;
    });
    request.visitor = visitor;
    await this.keeper.account(request, visitor.actor.personId);
    if (!mayAny(visitor.actor.role, access)) throw new Refused('not-allowed');
    return true;
  }
}
