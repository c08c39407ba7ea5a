import type { INestApplicationContext } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { type Access, accessKey } from './allow.js';

export interface Route {
  /** Controller and method, e.g. `CasesController.show`. */
  readonly name: string;
  /** Undefined where nobody said who may ask. */
  readonly access: Access | undefined;
}

/** Every route of an app, found by reflection. `app` may be made with `{ preview: true }`: nothing is started then. */
export function routesOf(app: INestApplicationContext): Route[] {
  const scanner = new MetadataScanner();
  const routes: Route[] = [];
  for (const module of app.get(ModulesContainer).values()) {
    for (const { metatype } of module.controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, object>;
      for (const method of scanner.getAllMethodNames(prototype)) {
        const handler = prototype[method]!;
        if (Reflect.getMetadata(PATH_METADATA, handler) === undefined) continue;
        const access = (Reflect.getMetadata(accessKey, handler) ?? Reflect.getMetadata(accessKey, metatype)) as Access | undefined;
        routes.push({ name: `${metatype.name}.${method}`, access });
      }
    }
  }
  return routes;
}

/** Throws with the names of routes that have neither @Allow nor @Public, or when no route was found at all. */
export function assertEveryRouteIsGuarded(app: INestApplicationContext): readonly Route[] {
  const routes = routesOf(app);
  const open = routes.filter(({ access }) => access === undefined).map(({ name }) => name);
  if (open.length > 0) throw new Error(`Routes without @Allow or @Public: ${open.join(', ')}`);
  if (routes.length === 0) throw new Error('No route was found: the test looks at the wrong thing.');
  return routes;
}
