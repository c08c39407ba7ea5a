import 'reflect-metadata';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { routesOf } from '#lib/accounts';

export const apps = ['console', 'family', 'committee', 'api'] as const;
export type App = (typeof apps)[number];

export interface AppRoute {
  readonly app: App;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Controller and method, to find it by. */
  readonly name: string;
  readonly open: boolean;
}

type Controller = abstract new (...args: never[]) => object;
const parts = (target: object): string[] => [Reflect.getMetadata(PATH_METADATA, target) as string | string[]].flat();

/** Every route of an app, by reflection: what nobody wrote down here is found all the same. */
export function routesIn(app: App, nest: NestFastifyApplication): AppRoute[] {
  const controllers = [...nest.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as unknown as Controller),
  );
  return routesOf(nest).flatMap(({ name, access }) => {
    const [owner, handlerName] = name.split('.') as [string, string];
    const controller = controllers.find((one) => one.name === owner)!;
    const handler = (controller.prototype as Record<string, object>)[handlerName]!;
    const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number] as AppRoute['method'];
    return parts(controller).flatMap((before) =>
      parts(handler).map((after): AppRoute => {
        const path = [before, after].map((part) => part.replace(/^\/|\/$/g, '')).filter((part) => part !== '');
        return { app, method, path: `/${path.join('/')}`, name, open: access === 'public' };
      }),
    );
  });
}

export const keyOf = ({ app, method, path }: Pick<AppRoute, 'app' | 'method' | 'path'>): string => `${app} ${method} ${path}`;
