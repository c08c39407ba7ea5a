import type { FastifyInstance } from 'fastify';

/** No form of ours nests deeper than a list in an object; whatever walks a value must not be led into the depths. */
const levels = 8;
const deeper = (value: unknown, left = levels): boolean =>
  typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((inner) => deeper(inner, left - 1)));

/** JSON bodies of an API: an empty one is none, as where a program always names the type; too deep a one is as broken as half of one. */
export function readJsonBodies(instance: FastifyInstance): void {
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.removeContentTypeParser('application/json');
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) => {
    if (text.trim() === '') return done(null, undefined);
    return parse(request, text, (error, body: unknown) =>
      error || !deeper(body) ? done(error, body) : done(Object.assign(new Error('too deep'), { statusCode: 400 })),
    );
  });
}
