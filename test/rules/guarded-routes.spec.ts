import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { CONTROLLER_WATERMARK } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { assertEveryRouteIsGuarded, routesIn } from '#lib/accounts';

const root = path.resolve(__dirname, '../..');
const sources = ['apps', 'libs'].flatMap((top) =>
  readdirSync(path.join(root, top), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.tsx?$/.test(file))
    .map((file) => path.join(top, file)),
);
const controllerFiles = sources.filter((file) => /^@Controller\(/m.test(readFileSync(path.join(root, file), 'utf8')));
const exported = (file: string): unknown[] => Object.values(require(path.join(root, file)) as object);

type Controller = Parameters<typeof routesIn>[0];
const isController = (value: unknown): value is Controller =>
  typeof value === 'function' && Reflect.getMetadata(CONTROLLER_WATERMARK, value) === true;

it('every controller can be looked at: it is exported', () => {
  expect(controllerFiles.length).toBeGreaterThan(0);
  expect(controllerFiles.filter((file) => !exported(file).some(isController))).toEqual([]);
});

it.each(controllerFiles)('every route in %s says who may ask', (file) => {
  const routes = exported(file)
    .filter(isController)
    .flatMap((controller) => routesIn(controller));
  expect(routes.length).toBeGreaterThan(0);
  expect(routes.filter(({ access }) => access === undefined).map(({ name }) => name)).toEqual([]);
});

const apps = ['console', 'family', 'committee', 'api'] as const;
const settings = {
  databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
  training: false,
  keyRing: '',
  mode: 'production',
  secureCookies: true,
};

it.each(apps)('the app %s asks the guard at every route', async (app) => {
  const file = path.join(root, 'apps', app, `${app}.module.ts`);
  expect(existsSync(file)).toBe(true);
  const parts = require(file) as Record<string, { for?(settings: object): DynamicModule }>;
  const modules = Object.values(parts)
    .filter((part) => typeof part.for === 'function')
    .map((part) => part.for!(settings));
  expect(modules).toHaveLength(1);
  const whole = await NestFactory.createApplicationContext(modules[0]!, { preview: true, logger: false, abortOnError: false });
  expect(assertEveryRouteIsGuarded(whole).length).toBeGreaterThan(0);
});
