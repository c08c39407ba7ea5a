import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refused } from '#lib/kernel';
import { type Access, type Visited, accessKey } from './allow.js';
import { Door } from './door.js';
import { mayAny } from './domain/permissions.js';

/** Stands before every route of an app: says who asks, and whether that role may ask this at all. A route without a rule stays shut. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(Door) private readonly door: Door,
  ) {}

  /** Refuses: what the door says to a stranger; `not-allowed`. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, [context.getHandler(), context.getClass()]);
    if (access === undefined) throw new Refused('not-allowed');
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<Visited & Parameters<Door['visitor']>[0]>();
    const visitor = await this.door.visitor(request);
    request.visitor = visitor;
    if (!mayAny(visitor.actor.role, access)) throw new Refused('not-allowed');
    return true;
  }
}
