import type { INestApplicationContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { type Access, accessKey } from './allow.js';

export interface Route {
  /** Controller and method, e.g. `CasesController.show`. */
  readonly name: string;
  /** Undefined where nobody said who may ask. */
  readonly access: Access | undefined;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a controller is any class
type ControllerClass = abstract new (...args: any[]) => object;

/** The routes of a controller with their rules, by reflection. */
export function routesIn(controller: ControllerClass): Route[] {
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .filter((method) => Reflect.getMetadata(PATH_METADATA, prototype[method]!) !== undefined)
    .map((method) => {
      const own = Reflect.getMetadata(accessKey, prototype[method]!) as Access | undefined;
      return { name: `${controller.name}.${method}`, access: own ?? (Reflect.getMetadata(accessKey, controller) as Access | undefined) };
    });
}

/** Every route of an app. `app` may be made with `{ preview: true }`: nothing is started then. */
export const routesOf = (app: INestApplicationContext): Route[] =>
  [...app.get(ModulesContainer).values()]
    .flatMap((module) => [...module.controllers.values()])
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesIn(metatype as ControllerClass) : []));

const hasGuard = (app: INestApplicationContext): boolean =>
  [...app.get(ModulesContainer).values()].some((module) =>
    [...module.providers.values(), ...module.injectables.values()].some(({ metatype }) => metatype === AccessGuard),
  );

/** The routes of an app. Throws where one has neither @Allow nor @Public, where the guard is missing, or where no route was found at all. */
export function assertEveryRouteIsGuarded(app: INestApplicationContext): readonly Route[] {
  const routes = routesOf(app);
  const open = routes.filter(({ access }) => access === undefined).map(({ name }) => name);
  if (open.length > 0) throw new Error(`Routes without @Allow or @Public: ${open.join(', ')}`);
  if (routes.length === 0) throw new Error('No route was found: the test looks at the wrong thing.');
  if (!hasGuard(app)) throw new Error('The AccessGuard is missing: nobody reads the rules of the routes.');
  return routes;
}
