import 'reflect-metadata';
import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { routesOf } from '#lib/accounts';
import { actForms, actNames, stepNames } from '#lib/cases';
import { readForm } from '#lib/forms';
import { bodyFor } from '../../test/support/sample-body.js';
import { ApiModule } from './api.module.js';
import { openApi } from './openapi.js';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document is any JSON
type Json = any;
const document: Json = JSON.parse(JSON.stringify(openApi()));
const operations: [string, Json][] = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, about]): [string, Json] => [`${method.toUpperCase()} ${path}`, about]),
);

/** Everything in a JSON value, with the way to it. */
function* within(value: Json, way = '#'): Generator<[string, Json]> {
  yield [way, value];
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) yield* within(inner, `${way}/${name}`);
}

/** The routes of an app as `METHOD /path/{parameter}`, with the name routesOf knows them by, by reflection. */
function pathsOf(app: INestApplicationContext): { name: string; route: string; open: boolean }[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype as { name: string; prototype: Record<string, object> }),
  );
  return routesOf(app).map(({ name, access }) => {
    const [owner, method] = name.split('.') as [string, string];
    const controller = controllers.find((one) => one.name === owner)!;
    const handler = controller.prototype[method]!;
    const path = [Reflect.getMetadata(PATH_METADATA, controller), Reflect.getMetadata(PATH_METADATA, handler)]
      .filter((part) => part !== '/')
      .join('/');
    return {
      name,
      route: `${RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as number]} /${path.replace(/:(\w+)/g, '{$1}')}`,
      open: access === 'public',
    };
  });
}

let routes: ReturnType<typeof pathsOf>;
beforeAll(async () => {
  const app = await NestFactory.createApplicationContext(
    ApiModule.for({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', training: true, keyRing: '' }),
    { preview: true, logger: false },
  );
  routes = pathsOf(app);
});

/** An act or step stands in the document under its own name; its route takes the name as a parameter. */
const routeOf = (operation: string): string =>
  operation.replace(/\/(steps|acts)\/(\w+)$/, (_, kind: string) => `/${kind}/{${kind.slice(0, -1)}}`);

describe('the document and the routes', () => {
  it('every route stands in the document', () => {
    expect(routes.length).toBeGreaterThan(8);
    expect([...new Set(operations.map(([name]) => routeOf(name)))].sort()).toEqual(routes.map(({ route }) => route).sort());
  });
  it('every step and every act stands in it by name', () => {
    const named = (kind: string) => operations.map(([name]) => name).filter((name) => name.includes(`/${kind}/`));
    expect(named('steps')).toEqual(stepNames.map((step) => `POST /v1/cases/{id}/steps/${step}`));
    expect(named('acts')).toEqual(actNames.map((act) => `POST /v1/cases/{id}/acts/${act}`));
  });
  it('asks for a token where the route does', () => {
    const open = operations.filter(([, { security }]) => security?.length === 0).map(([name]) => name);
    expect(open.sort()).toEqual(
      routes
        .filter((one) => one.open)
        .map(({ route }) => route)
        .sort(),
    );
    expect(document.security).toEqual([{ bearer: [] }]);
  });
});

describe('the document by itself is OpenAPI 3.0', () => {
  it('has what a document must have', () => {
    expect(document).toMatchObject({ openapi: '3.0.3', info: { title: expect.any(String), version: expect.any(String) } });
    for (const path of Object.keys(document.paths)) expect(path).toMatch(/^\/v1(\/[\w.]+|\/\{\w+\})+$/);
  });
  it.each(operations)('%s says what it takes and answers', (name, about) => {
    expect(about).toMatchObject({
      operationId: expect.stringMatching(/^\w+$/),
      summary: expect.stringMatching(/./),
      tags: [expect.any(String)],
    });
    const declared = (about.parameters ?? []).filter((one: Json) => one.in === 'path').map((one: Json) => one.name);
    expect(declared).toEqual([...name.matchAll(/\{(\w+)\}/g)].map((match) => match[1]));
    for (const one of about.parameters ?? [])
      expect(one).toMatchObject({
        name: expect.any(String),
        in: expect.stringMatching(/^(path|query|header)$/),
        required: one.in === 'path',
        schema: { type: expect.any(String) },
      });
    for (const [status, response] of Object.entries<Json>(about.responses))
      expect([status, response.description ?? response.$ref]).toEqual([
        expect.stringMatching(/^([1-5]\d\d|[1-5]XX|default)$/),
        expect.any(String),
      ]);
    expect(Object.keys(about.responses)).toContain('4XX');
    if (about.requestBody) expect(Object.values<Json>(about.requestBody.content)[0].schema).toBeDefined();
  });
  it('says which codes a refusal may have, and with which status', () => {
    const { description } = document.components.responses.Refused;
    for (const words of [
      '400: bad-request, broken-body',
      '401: token-missing, token-invalid',
      '409: act-not-open, changed-meanwhile',
      'idempotency-key-reused',
    ]) {
      expect(description).toContain(words);
    }
  });
  it('every operation has a name of its own', () => {
    const ids = operations.map(([, about]) => about.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('every reference leads somewhere, and nothing is there that is not used', () => {
    const used = [...within(document)].filter(([way]) => way.endsWith('/$ref')).map(([, target]) => target as string);
    const there = ['schemas', 'responses'].flatMap((kind) =>
      Object.keys(document.components[kind]).map((name) => `#/components/${kind}/${name}`),
    );
    expect([...new Set(used)].sort()).toEqual(there.sort());
  });
  it('every schema has a type it can have, and names only properties it has', () => {
    const schemas = [...within(document)].filter(([way]) => /\/(schema|items|schemas\/\w+|properties\/\w+)$/.test(way));
    expect(schemas.length).toBeGreaterThan(300);
    for (const [way, schema] of schemas) {
      if (schema.$ref) continue;
      expect([way, schema.type]).toEqual([way, expect.stringMatching(/^(string|integer|boolean|array|object)$/)]);
      if (schema.type === 'array') expect([way, schema.items]).toEqual([way, expect.any(Object)]);
      expect([way, Object.keys(schema.properties ?? {})]).toEqual([way, expect.arrayContaining(schema.required ?? [])]);
      if (schema.enum) expect([way, new Set(schema.enum).size]).toEqual([way, schema.enum.length]);
      if (schema.pattern) expect(() => new RegExp(schema.pattern)).not.toThrow();
      if (schema.required) expect([way, schema.required.length]).not.toEqual([way, 0]);
    }
  });
});

describe.each(actNames)('the schema of %s is the form', (act) => {
  const schema = document.paths[`/v1/cases/{id}/acts/${act}`].post.requestBody.content['application/json'].schema;
  const codes = (body: object) => readForm(actForms[act], body, 'api').errors ?? [];
  it('a body of what it demands is read', () => expect(codes(bodyFor(schema))).toEqual([]));
  it('a body of everything it has is read', () =>
    expect(codes({ ...bodyFor({ ...schema, required: Object.keys(schema.properties) }) })).toEqual([]));
  it('a body that lacks one of them is not', () => {
    for (const field of schema.required) expect(codes({ ...bodyFor(schema), [field]: undefined })).toEqual([{ field, code: 'required' }]);
  });
  it('nor one with more', () => {
    expect(schema.additionalProperties).toBe(false);
    expect(codes({ ...bodyFor(schema), more: 1 })).toEqual([{ field: 'more', code: 'unknown-field' }]);
  });
});
