import { type KeyObject, createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();
const base64url = (data: Buffer | string): string => Buffer.from(data).toString('base64url');

/** As much of CBOR as an attestation needs. */
type Cbor = number | string | Buffer | ReadonlyMap<number | string, Cbor>;
function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(kind << 5) | count]);
  if (count < 256) return Buffer.from([(kind << 5) | 24, count]);
  return Buffer.from([(kind << 5) | 25, count >> 8, count & 255]);
}
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...(value as ReadonlyMap<number | string, Cbor>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, one]) => [cbor(key), cbor(one)])]);
}

interface Asked {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id: string };
  readonly user?: { readonly id: string };
}
export interface Lies {
  readonly origin?: string;
  readonly challenge?: string;
  readonly counter?: number;
  readonly rpId?: string;
  /** Whether the device checked who holds it; true unless told. */
  readonly verified?: boolean;
  /** Signed by another key than the credential's. */
  readonly key?: KeyObject;
  readonly credentialId?: string;
}

/** The options a page carries for the browser. */
export function optionsOn(html: string): Asked {
  const text = /data-passkey="([^"]*)"/.exec(html)?.[1];
  if (text === undefined) throw new Error('the page has no form for a passkey');
  return JSON.parse(text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')) as Asked;
}

/** A passkey of software: makes real answers, and false ones where it is told to. */
export class Authenticator {
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly credentialId = base64url(randomBytes(32));
  private userHandle: string | undefined;
  private counter = 0;

  constructor(private readonly origin = 'http://localhost:4100') {}

  get privateKey(): KeyObject {
    return this.keys.privateKey;
  }

  /** The answer to a page that asks for a new passkey. */
  made(asked: Asked, lies: Lies = {}): string {
    this.userHandle = asked.user!.id;
    const { x, y } = this.keys.publicKey.export({ format: 'jwk' });
    const point = (text: string | undefined): Buffer => Buffer.from(text!, 'base64url');
    const publicKey = cbor(
      new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x)],
        [-3, point(y)],
      ]),
    );
    const id = Buffer.from(this.credentialId, 'base64url');
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, publicKey]);
    const authData = Buffer.concat([this.data(lies.rpId ?? asked.rp!.id, 0x41, lies), credential]);
    const attestationObject = cbor(new Map<string, Cbor>([['fmt', 'none'], ['attStmt', new Map()], ['authData', authData]])); // prettier-ignore
    const clientDataJSON = this.clientData('webauthn.create', asked, lies);
    return this.answer({
      clientDataJSON: base64url(clientDataJSON),
      attestationObject: base64url(attestationObject),
      transports: ['internal'],
    });
  }

  /** The answer to a page that asks who is there. */
  used(asked: Asked, lies: Lies = {}): string {
    const authenticatorData = this.data(lies.rpId ?? asked.rpId!, 0x01, lies);
    const clientDataJSON = this.clientData('webauthn.get', asked, lies);
    const signed = createSign('sha256').update(Buffer.concat([authenticatorData, sha256(clientDataJSON)]));
    const signature = signed.sign(lies.key ?? this.keys.privateKey);
    const response = {
      clientDataJSON: base64url(clientDataJSON),
      authenticatorData: base64url(authenticatorData),
      signature: base64url(signature),
      ...(this.userHandle === undefined ? {} : { userHandle: this.userHandle }),
    };
    return this.answer(response, lies.credentialId);
  }

  private data(rpId: string, flags: number, { counter = (this.counter += 1), verified = true }: Lies): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags | (verified ? 0x04 : 0)]), count]);
  }

  private clientData(type: string, asked: Asked, { challenge = asked.challenge, origin = this.origin }: Lies): string {
    return JSON.stringify({ type, challenge, origin, crossOrigin: false });
  }

  private answer(response: object, id = this.credentialId): string {
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }
}
