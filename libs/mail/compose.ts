import { mail, say } from '#lib/texts';
import type { Audience } from './domain/hours.js';
import type { Kind } from './domain/letters.js';

export interface Words {
  readonly subject: string;
  readonly text: string;
}

/** The words of a letter; null where this kind is not meant for these readers. */
export function compose(kind: Kind, audience: Audience, origin: string): Words | null {
  const lines: Partial<Record<Audience, string>> = mail.lines[kind];
  const line = lines[audience];
  return line === undefined ? null : { subject: mail.subject, text: say(mail.body[audience], { line, origin }) };
}
