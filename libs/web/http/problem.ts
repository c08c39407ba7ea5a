import { HttpException } from '@nestjs/common';
import { newId, Refused } from '#lib/kernel';
import { refusals } from '#lib/texts';
import { codeOf, statusOf } from './statuses.js';

/** What an exception says to the outside. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Set where something broke that should not: the number under which it is logged. */
  readonly fault?: string;
}

const statusIn = (exception: unknown): number | undefined => {
  if (exception instanceof HttpException) return exception.getStatus();
  const status: unknown = exception instanceof Error && 'statusCode' in exception ? exception.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
};

export function problemOf(exception: unknown): Problem {
  if (exception instanceof Refused) return { status: statusOf(exception.code), code: exception.code, facts: exception.facts };
  const status = statusIn(exception);
  if (status !== undefined && status >= 400 && status < 500) {
    const code = codeOf(status);
    return { status: statusOf(code), code, facts: {} };
  }
  return { status: status === 503 ? 503 : 500, code: status === 503 ? 'unavailable' : 'fault', facts: {}, fault: newId() };
}

const words: Readonly<Record<string, { readonly title: string; readonly text: string }>> = refusals;

/** Heading and sentence of a refusal; a code without words of its own is a step that is not open. */
export const wordsOf = (code: string) => (Object.hasOwn(words, code) ? words[code]! : refusals['step-not-open']);

/** RFC 9457, with the stable `code`, and `missing` and `errors` at the top where there are some. What was typed is not sent back. */
export function problemJson({ status, code, facts, fault }: Problem): Record<string, unknown> {
  const { missing, errors, filled: _filled, ...rest } = facts;
  const { title, text } = wordsOf(code);
  return {
    type: 'about:blank',
    title,
    status,
    detail: text,
    code,
    ...(missing === undefined ? {} : { missing }),
    ...(errors === undefined ? {} : { errors }),
    ...(Object.keys(rest).length ? { facts: rest } : {}),
    ...(fault ? { fault } : {}),
  };
}
