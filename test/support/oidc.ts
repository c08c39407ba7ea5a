import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { type Server, createServer as createSite } from 'node:http';
import { createServer } from 'node:net';
import path from 'node:path';

export interface OfficePerson {
  readonly amr?: readonly string[];
  readonly acr?: string;
  readonly claims: Readonly<Record<string, unknown>>;
}
interface OfficeSettings {
  readonly clients: readonly { readonly id: string; readonly secret: string; readonly redirectUri: string }[];
  readonly people: Readonly<Record<string, OfficePerson>>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** The provider of an office, a process of its own. */
export class Office {
  private constructor(
    readonly issuer: string,
    private readonly port: number,
    private readonly settings: OfficeSettings,
    private child: ChildProcess,
  ) {}

  static async open(settings: OfficeSettings): Promise<Office> {
    const port = await freePort();
    return new Office(`http://127.0.0.1:${port}`, port, settings, await started(port, settings));
  }

  /** Whoever comes now signs in as this person; null: a page asks who. */
  async seats(person: string | null): Promise<void> {
    const heard = once(this.child, 'message');
    this.child.send({ person });
    await heard;
  }

  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill();
    await ended;
  }

  async opensAgain(): Promise<void> {
    this.child = await started(this.port, this.settings);
  }
}

async function started(port: number, settings: OfficeSettings): Promise<ChildProcess> {
  const script = path.join(__dirname, 'oidc-provider.mjs');
  const child = spawn(process.execPath, ['--no-warnings', script, String(port), JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [said] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as unknown[];
  if (said !== 'ready') throw new Error(`the provider did not start: ${String(said)}`);
  return child;
}

/** Goes the way of a browser through the provider, from the address it is sent to until it is sent back to us; answers that address. */
export async function throughOffice(from: string, home: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = from;
  for (let left = 10; left > 0; left--) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${at}: ${answer.status} ${await answer.text()}`);
    at = new URL(location, at).href;
    if (at.startsWith(home)) return new URL(at);
  }
  throw new Error('the provider leads in circles');
}

interface Lie {
  /** Over those that would be right. */
  readonly claims: Readonly<Record<string, unknown>>;
  readonly key?: 'own' | 'another' | 'none' | 'secret';
}
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const another = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A provider by its papers, whose statements are made up for each test. */
export class Liar {
  private lie: Lie = { claims: {} };
  private nonce = '';

  private constructor(
    readonly issuer: string,
    private readonly clientId: string,
    private readonly site: Server,
  ) {}

  static async open(clientId: string): Promise<Liar> {
    const site = createSite().listen(0, '127.0.0.1');
    await once(site, 'listening');
    const liar = new Liar(`http://127.0.0.1:${(site.address() as { port: number }).port}`, clientId, site);
    site.on('request', (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(liar.answer(request.url ?? '')));
    });
    return liar;
  }

  says(lie: Lie): void {
    this.lie = lie;
  }

  /** The path with which a browser that was sent here comes back to us. */
  sendsBack({ searchParams }: URL): string {
    this.nonce = searchParams.get('nonce')!;
    return `${new URL(searchParams.get('redirect_uri')!).pathname}?code=any&state=${searchParams.get('state')}`;
  }

  close(): void {
    this.site.close();
  }

  private answer(path: string): unknown {
    const { issuer } = this;
    if (path === '/jwks') return { keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] };
    if (path === '/token') return { access_token: 'a', token_type: 'Bearer', id_token: this.statement() };
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  private statement(): string {
    const { claims, key = 'own' } = this.lie;
    const now = Math.floor(Date.now() / 1000);
    const alg = key === 'none' ? 'none' : key === 'secret' ? 'HS256' : 'RS256';
    const said = { iss: this.issuer, aud: this.clientId, nonce: this.nonce, iat: now, exp: now + 600, ...claims };
    const text = `${part({ alg, kid: 'k' })}.${part(said)}`;
    if (key === 'none') return `${text}.`;
    if (key === 'secret') return `${text}.${createHmac('sha256', `secret of ${this.clientId}`).update(text).digest('base64url')}`;
    const { privateKey } = key === 'another' ? another : own;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
  }
}
