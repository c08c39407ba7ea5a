import type { FastifyInstance } from 'fastify';
import { Refused } from '#lib/kernel';

/** No form of ours nests deeper than a list in an object; whatever walks a value must not be led into the depths. */
const levels = 8;
const deeper = (value: unknown, left = levels): boolean =>
  typeof value === 'object' && value !== null && (left === 0 || Object.values(value).some((inner) => deeper(inner, left - 1)));

const namesHeld = (value: unknown): number => {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce<number>((sum, one) => sum + namesHeld(one), 0);
  return Array.isArray(value) ? inner : inner + Object.keys(value).length;
};
/** How many names valid JSON gives: the strings that a colon follows. */
const namesGiven = (text: string): number =>
  (text.replaceAll(/\\./g, '').match(/"[^"]*"\s*:?/g) ?? []).filter((string) => string.endsWith(':')).length;

/**
 * JSON bodies of an API: an empty one is none, as where a program always names the type; too deep a one is as broken as half of one.
 * Refuses `name-twice`: readers differ on which of two values counts, and what one of them checked another may not do.
 */
export function readJsonBodies(instance: FastifyInstance): void {
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.removeContentTypeParser('application/json');
  instance.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) => {
    if (text.trim() === '') return done(null, undefined);
    return parse(request, text, (error, body: unknown) => {
      if (error) return done(error, undefined);
      if (deeper(body)) return done(Object.assign(new Error('too deep'), { statusCode: 400 }));
      return namesGiven(text) === namesHeld(body) ? done(null, body) : done(new Refused('name-twice'));
    });
  });
}
