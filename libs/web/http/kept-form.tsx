import type { FastifyRequest } from 'fastify';
import { edges } from '#lib/texts';
import { formTokenName } from '../components/form-token.js';
import { KeptForm, type Sent } from '../components/kept-form.js';
import { type PageAnswer, page } from './answers.js';
import type { Doorkeeper } from './doorkeeper.js';
import { changesNothing, isOwnOrigin } from './origin.guard.js';
import type { Problem } from './problem.js';

/** `current` is how the page of passwords calls the one that holds now. */
const isSecret = (name: string): boolean => /pass(word|phrase)|secret|^current$/i.test(name);
/** Drawn with every form; alone they are nothing anybody would miss. */
const drawn: readonly string[] = [formTokenName, 'idempotencyKey', 'version', 'next'];

const { stale, ended, tooFast, here, then } = edges.kept;
const reasons: Readonly<Record<string, (kept: string) => string>> = {
  'form-stale': (kept) => stale + kept,
  'not-signed-in': (kept) => ended + kept + then.ended,
  'too-many-requests': (kept) => tooFast + kept + then.tooFast,
};

/** Characters of all answers together; the longest form that could be taken has fewer. */
const mostKept = 400_000;
/** A name as our forms give them to their fields. */
const isName = (name: string): boolean => /^[A-Za-z][\w.-]{0,79}$/.test(name);

function sentWith({ body }: FastifyRequest): Sent {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body as Record<string, unknown>).flatMap(([name, value]) =>
    name === formTokenName || !isName(name) ? [] : [value].flat().flatMap((one): Sent => (typeof one === 'string' ? [[name, one]] : [])),
  );
}

/**
 * The page that hands a form back where its session has ended or changed since it was drawn, or where too many were sent; undefined where
 * nothing is to be kept. Drawn only for somebody who was signed in with this browser, of what a form of ours could have held, and after too
 * many only for who still is.
 * Only a form of this very site comes back: what another site sent is not put before anybody to be confirmed.
 */
export async function keptForm(
  problem: Problem,
  request: FastifyRequest,
  signInAt: string | undefined,
  keeper: Doorkeeper | undefined,
): Promise<PageAnswer | undefined> {
  const hasEnded = problem.code === 'not-signed-in';
  const why = Object.hasOwn(reasons, problem.code) ? reasons[problem.code] : undefined;
  if (!why || changesNothing(request) || !isOwnOrigin(request)) return undefined;
  const sent = sentWith(request);
  const names = new Set(sent.map(([name]) => name));
  if (sent.length === 0 || (hasEnded && [...names].every((name) => drawn.includes(name)))) return undefined;
  if (sent.reduce((sum, [, value]) => sum + value.length, 0) > mostKept) return undefined;
  if (!(problem.code === 'too-many-requests' ? keeper?.stands(request) : await keeper?.isKnown(request))) return undefined;
  const body = (
    <KeptForm
      action={/^\/(?![/\\])/.test(request.url) ? request.url : '/'}
      sent={sent.filter(([name]) => !isSecret(name))}
      secrets={[...names].filter(isSecret)}
      why={why([...names].every((name) => isSecret(name) || drawn.includes(name)) ? '' : here)}
      signInAt={hasEnded ? signInAt : undefined}
    />
  );
  return page(edges.kept.title, body, { status: problem.status });
}
