import { dictionary } from '@zxcvbn-ts/language-common';
import { secondFactor } from '#lib/texts';
import { longestPassword } from './password.js';

export const shortestPassword = 12;
export type PasswordProblem = 'short' | 'long' | 'known' | 'own';

let list: ReadonlySet<string> | undefined;
/** The passwords that turned up most often in breaches, from the package; read when the first password is chosen. */
const breached = (): ReadonlySet<string> => (list ??= new Set(dictionary['passwords-common']));

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
/** What is left without the digits and marks people put around a word. */
const bare = (text: string): string => text.replace(/^[\d\W_]+|[\d\W_]+$/gu, '');
/** `abcabcabc` is `abc`. */
const once = (text: string): string => /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
const isRun = (text: string): boolean => {
  const steps = [...text].slice(1).map((letter, at) => letter.codePointAt(0)! - [...text][at]!.codePointAt(0)!);
  return steps.length > 0 && steps.every((step) => Math.abs(step) <= 1);
};

function isKnown(password: string): boolean {
  const text = plain(password);
  const seen = [text, once(text), bare(text), once(bare(text))];
  return seen.some((form) => breached().has(form)) || once(text).length < 4 || isRun(text) || isRun(once(text));
}

const ourselves: readonly string[] = secondFactor.password.ourNames;

/** What of the password is left when the person's own address and our name are taken out. */
function isOwn(password: string, email: string): boolean {
  const parts = [...plain(email).split(/[^\p{L}\p{N}]+/u), ...ourselves].filter((part) => part.length >= 4);
  const text = plain(password);
  const left = parts.reduce((rest, part) => rest.replaceAll(part, ''), text);
  return left !== text && left.length < 8;
}

/** Why a password may not be chosen; null where it may. Long and not guessable from lists is enough: no rules about kinds of characters. */
export function passwordProblem(password: string, email: string): PasswordProblem | null {
  if ([...password.normalize('NFC')].length < shortestPassword) return 'short';
  if (password.length > longestPassword) return 'long';
  if (isKnown(password)) return 'known';
  return isOwn(password, email) ? 'own' : null;
}
