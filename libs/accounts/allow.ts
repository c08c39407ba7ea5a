import { type ExecutionContext, SetMetadata, createParamDecorator } from '@nestjs/common';
import type { Actor } from '#lib/kernel';
import type { Permission } from './domain/permissions.js';
import type { PersonHere, Visitor } from './visitor.js';

export const accessKey = 'yorisoi:access';
export type Access = 'public' | readonly Permission[];

/** Who may ask here: any role with one of the permissions. On a method it stands for itself, on a controller for all its routes. */
export const Allow = (first: Permission, ...more: Permission[]) => SetMetadata<string, Access>(accessKey, [first, ...more]);

/** Open to everyone, signed in or not. */
export const Public = () => SetMetadata<string, Access>(accessKey, 'public');

export interface Visited {
  visitor?: Visitor;
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
