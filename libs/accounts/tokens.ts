import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits in letters that need no escaping in a cookie or header. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What is stored instead of a token, an address or an account name. */
export const fingerprint = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Whether the text has the shape of a token at all, so that nothing else reaches the database. */
export const isToken = (text: unknown): text is string => typeof text === 'string' && /^[A-Za-z0-9_-]{43}$/.test(text);
