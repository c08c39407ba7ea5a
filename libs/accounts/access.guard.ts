import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refused } from '#lib/kernel';
import { Pace } from '#lib/pace';
import type { FastifyRequest } from 'fastify';
import { addressHash } from './address.js';
import { type Access, type Visited, accessKey } from './allow.js';
import { Door } from './door.js';
import { mayAny } from './domain/permissions.js';

/** Stands before every route of an app: says who asks, whether they may go on at this pace, and whether that role may ask this at all. A route without a rule stays shut. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Door) private readonly door: Door,
    @Optional() @Inject(Pace) private readonly pace?: Pace,
  ) {}

  /** Refuses: what the door says to a stranger; `too-many-requests`; `not-allowed`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, [context.getHandler(), context.getClass()]);
    if (access === undefined) throw new Refused('not-allowed');
    const request = context.switchToHttp().getRequest<FastifyRequest & Visited>();
    if (access === 'public') {
      await this.pace?.stranger(addressHash(request.ip));
      return true;
    }
    const visitor = await this.door.visitor(request).catch(async (refusal: unknown) => {
      await this.pace?.stranger(addressHash(request.ip));
      throw refusal;
    });
    await this.pace?.account(visitor.actor.personId, request.method);
    request.visitor = visitor;
    if (!mayAny(visitor.actor.role, access)) throw new Refused('not-allowed');
    return true;
  }
}
