import { parse } from 'node:querystring';
import { Transform } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from '#lib/kernel';
import type { Doorkeeper, RouteWords } from './doorkeeper.js';
import { changesNothing } from './origin.guard.js';

/** Bytes of a body that are read from whoever nobody knows, and where nobody need be known: an address, a password, a code. */
export const strangersBytes = 16 * 1024;
/** No form of ours has more; each costs a name, a value and a line of the page that brings it back. */
const mostFields = 200;

const tooLarge = (): Refused => new Refused('too-large');

/** A stream that breaks off after so many bytes, for bodies that do not say how long they are. */
function noMoreThan(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > bytes) done(tooLarge());
      else done(null, chunk);
    },
  });
}

const isOpen = ({ is404, routeOptions }: FastifyRequest): boolean => is404 || (routeOptions.config as RouteWords).open === true;

/** Before a body is read: a long one only from somebody known, and only where the route is not open to everyone. Refuses: `too-large`. */
export function boundBodies(instance: FastifyInstance, doorkeeper: () => Doorkeeper | undefined): void {
  instance.addHook('preParsing', async (request, _reply, payload) => {
    if (changesNothing(request)) return payload;
    const { 'content-length': length } = request.headers;
    const said = length === undefined ? undefined : Number(length);
    if (said !== undefined && said <= strangersBytes) return payload;
    if (!isOpen(request) && (await doorkeeper()?.isKnown(request))) return payload;
    if (said !== undefined) throw tooLarge();
    return payload.pipe(noMoreThan(strangersBytes));
  });
}

const separators = /&/g;
/** What is no text stays as it was sent, for the form to refuse. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Bodies of forms; one with too many fields is refused before a single one is read. Refuses: `too-large`. */
export function readForms(instance: FastifyInstance, bodyLimit: number): void {
  instance.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit }, (_request, text: string, done) => {
    if ((text.match(separators)?.length ?? 0) >= mostFields) return done(tooLarge());
    done(null, parse(text, '&', '=', { maxKeys: 0, decodeURIComponent: decoded }));
  });
}
