import { type ExecutionContext, SetMetadata, applyDecorators, createParamDecorator } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Actor } from '#lib/kernel';
import type { RouteWords } from '#lib/web';
import type { Permission } from './domain/permissions.js';
import type { PersonHere, Visitor } from './visitor.js';

export const accessKey = 'yorisoi:access';
export type Access = 'public' | readonly Permission[];

/** Who may ask here: any role with one of the permissions. On a method it stands for itself, on a controller for all its routes. */
export const Allow = (first: Permission, ...more: Permission[]) => SetMetadata<string, Access>(accessKey, [first, ...more]);

const opened: RouteWords = { open: true };

/** Open to everyone, signed in or not; the web reads no long body there. */
export const Public = (): MethodDecorator & ClassDecorator => (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => {
  if (key !== undefined)
    return applyDecorators(SetMetadata<string, Access>(accessKey, 'public'), RouteConfig(opened))(target, key, descriptor);
  SetMetadata<string, Access>(accessKey, 'public')(target as () => unknown);
  const { prototype } = target as { prototype: object };
  for (const [name, method] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
    if (typeof method.value === 'function' && Reflect.getMetadata(accessKey, method.value as object) === undefined)
      RouteConfig(opened)(prototype, name, method);
};

export interface Visited {
  visitor?: Visitor;
  /** It was counted, for the account or the address. */
  counted?: boolean;
}

/** The signed-in person of a request, for the frame of a page; undefined on public pages. */
export const personOf = (request: object): PersonHere | undefined => (request as Visited).visitor?.person;

const visitorOf = (context: ExecutionContext): Visitor => {
  const { visitor } = context.switchToHttp().getRequest<Visited>();
  if (!visitor) throw new Error('A public route has no actor: give it @Allow, or ask nothing about the visitor.');
  return visitor;
};

export const CurrentActor = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => visitorOf(context).actor);
/** Name, role and organisation for the header of a page. */
export const CurrentPerson = createParamDecorator((_data: unknown, context: ExecutionContext): PersonHere => visitorOf(context).person);
