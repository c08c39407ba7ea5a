import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** A secret of 32 bytes and the name by which a sealed text says that it was sealed with it. */
export interface Key {
  readonly name: string;
  readonly secret: Buffer;
}

export const newSecret = (): Buffer => randomBytes(32);

/** A sealed text cannot be opened: it was changed, put in another place, or sealed with another key. Holds the place, never the text. */
export class SealBroken extends Error {
  constructor(readonly place: string) {
    super(`the sealed text at ${place} cannot be opened: it was changed, moved, or sealed with another key`);
    this.name = 'SealBroken';
  }
}

const cipher = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;
const form = /^s1:([\w-]+):([\w-]+)$/;

/** What is bound to the text without being in it: form, key and place. Newlines are in none of them. */
const bound = (key: string, place: string): Buffer => Buffer.from(`s1\n${key}\n${place}`);

/**
 * Seals a text (AES-256-GCM): `s1:<name of the key>:<nonce, text and tag in base64url>`. The same text sealed twice looks different.
 * @param place where it is kept, such as `relative.name:<id>`; it opens nowhere else
 */
export function seal(key: Key, place: string, text: string): string {
  const nonce = randomBytes(nonceLength);
  const sealing = createCipheriv(cipher, key.secret, nonce);
  sealing.setAAD(bound(key.name, place));
  const whole = Buffer.concat([nonce, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()]);
  return `s1:${key.name}:${whole.toString('base64url')}`;
}

/** The name of the key a text was sealed with; undefined where it is no sealed text. */
export const keyNameIn = (sealed: string): string | undefined => form.exec(sealed)?.[1];

/** Opens what `seal` made for this place. Throws SealBroken for everything else. */
export function open(key: Key, place: string, sealed: string): string {
  const [, name, packed = ''] = form.exec(sealed) ?? [];
  const whole = Buffer.from(packed, 'base64url');
  const isWhole = name === key.name && whole.length >= nonceLength + tagLength && whole.toString('base64url') === packed;
  if (!isWhole) throw new SealBroken(place);
  try {
    const opening = createDecipheriv(cipher, key.secret, whole.subarray(0, nonceLength));
    opening.setAAD(bound(key.name, place));
    opening.setAuthTag(whole.subarray(whole.length - tagLength));
    const text = opening.update(whole.subarray(nonceLength, whole.length - tagLength), undefined, 'utf8');
    return text + opening.final('utf8');
  } catch {
    throw new SealBroken(place);
  }
}

/** A keyed print of a text: equal texts have equal prints, and without the secret nobody can tell which text a print belongs to. */
export const printOf = (secret: Buffer, purpose: string, text: string): string =>
  createHmac('sha256', secret).update(`${purpose}\n${text}`).digest('base64url');
