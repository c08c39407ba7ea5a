import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { DynamicModule, Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { endOnFault } from '#lib/kernel';
import { assertBuilt, type Asset, assets } from './assets.js';
import { boundBodies, readForms } from './bodies.js';
import { Doorkeeper } from './doorkeeper.js';
import { FormTokenGuard } from './form-token.guard.js';
import { FormTokens } from './form-tokens.js';
import { readJsonBodies } from './json-body.js';
import { atMostOnceASecond } from './health.js';
import { KnownRoutes } from './known-routes.js';
import { OriginGuard } from './origin.guard.js';
import { Pages } from './pages.interceptor.js';
import { Refusals } from './refusals.filter.js';
import type { FrameOf } from './render.js';
import { securityHeaders } from './security.js';
import { limitByAddress, onlyFromProxies } from './connections.js';
import { onlyOwnHost } from './own-host.js';
import { answerUnreadable } from './unreadable.js';

export interface WebOptions {
  readonly app: string;
  readonly module: Type | DynamicModule;
  /** Given for an app of pages: what stands around each page. Without it the app is an API and answers problems as JSON. */
  readonly frame?: (app: NestFastifyApplication) => FrameOf;
  readonly describe?: (code: string) => string;
  readonly more?: Readonly<Record<string, string>>;
  readonly signInAt?: string;
  /** Addresses of the proxies that may say who asks. */
  readonly trustProxy?: readonly string[];
  /** Only those proxies, and this machine, are spoken with. */
  readonly onlyProxies?: boolean;
  /** Where people reach the app: other names are refused. Without it every name is taken. */
  readonly origin?: string | undefined;
  /** Connections one address may hold at once where no proxy is named; 0 is no limit. */
  readonly connectionsPerAddress?: number;
  /** Behind TLS. */
  readonly secure?: boolean;
  /** Throws while the app cannot work, for the health check. */
  readonly health?: (app: NestFastifyApplication) => Promise<unknown>;
  /** Before the routes exist: OpenAPI, own hooks. */
  readonly prepare?: (app: NestFastifyApplication) => void | Promise<void>;
  readonly log?: (line: string) => void;
}

const megabyte = 1024 * 1024;

/**
 * Who sends or fetches drop by drop is shown out: a head has ten seconds, a request thirty, a silent connection a minute. What is looked at
 * every two seconds is late by no more than that.
 */
const connections = {
  requestTimeout: 30_000,
  connectionTimeout: 60_000,
  http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16 * 1024 },
} as const;
const mostConnections = 2_000;
const mostHeaders = 100;

function serveAsset(instance: FastifyInstance, { url, type, plain, gzip, br }: Asset): void {
  instance.get(url, { compress: false }, (request: FastifyRequest, reply: FastifyReply) => {
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
    if (encoding) reply.header('content-encoding', encoding);
    return reply
      .type(type)
      .header('vary', 'accept-encoding')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(encoding === 'br' ? br : encoding === 'gzip' ? gzip : plain);
  });
}

/** What the app knows about who asks; nothing where it has no doors. */
const keeperOf = (app: NestFastifyApplication): Doorkeeper | undefined =>
  [...app.get(ModulesContainer).values()]
    .map(({ providers }) => providers.get(Doorkeeper)?.instance as Doorkeeper | undefined)
    .find(Boolean);

/** The app with everything the web apps share, ready to be listened with or injected into. */
export async function buildWeb(options: WebOptions): Promise<NestFastifyApplication> {
  const kind = options.frame ? 'pages' : 'api';
  const headers = Object.entries(securityHeaders({ kind, secure: options.secure ?? false }));
  const late: { refusals?: Refusals } = {};
  const adapter = new FastifyAdapter({
    bodyLimit: megabyte,
    ...connections,
    ...(options.trustProxy?.length ? { trustProxy: [...options.trustProxy] } : {}),
    // Addresses the router itself cannot read never reach hooks or filters.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      for (const [name, value] of headers) reply.header(name, value);
      void late.refusals?.answer(error, request, reply);
    },
    clientErrorHandler: (error, socket) => answerUnreadable(error, socket, kind, headers),
  });
  const instance = adapter.getInstance() as unknown as FastifyInstance;
  Object.assign(instance.server, { maxConnections: mostConnections, maxHeadersCount: mostHeaders });
  if (options.connectionsPerAddress && !options.trustProxy?.length) limitByAddress(instance.server, options.connectionsPerAddress);
  if (options.onlyProxies) onlyFromProxies(instance.server, options.trustProxy ?? []);
  const routes = new KnownRoutes(instance);
  instance.addHook('onSend', (_request, reply, _payload, done) => {
    for (const [name, value] of headers) if (!reply.hasHeader(name)) reply.header(name, value);
    done();
  });
  if (options.origin) instance.addHook('onRequest', onlyOwnHost(options.origin, kind));
  instance.removeContentTypeParser(kind === 'pages' ? ['application/json', 'text/plain'] : ['text/plain']);
  if (kind === 'api') readJsonBodies(instance);
  // A form spends nine bytes on a Japanese character; the longest answer, a draft of 200,000, has to fit.
  else readForms(instance, 2 * megabyte);
  const door: { keeper?: Doorkeeper } = {};
  boundBodies(instance, () => door.keeper);
  // Pages are compressed in one go: a stream for each costs several times as much as compressing a page does. Quality 2 takes half the
  // time of the usual 4 and makes a page a twentieth larger.
  const packing = { syncThreshold: megabyte / 4, brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } } };
  // Bodies are small and come as they are: nothing a stranger packed is unpacked here.
  await instance.register(compress, { global: true, threshold: 1024, ...packing, encodings: ['br', 'gzip'], globalDecompression: false });

  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    bodyParser: false,
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const frameOf = options.frame?.(app);
  const tokens = new FormTokens(options.app, options.secure ?? false);
  late.refusals = new Refusals({ ...options, routes, frameOf, tokens, keeper: () => door.keeper });
  app.useGlobalFilters(late.refusals);
  const isWell = atMostOnceASecond(async () => options.health?.(app));
  instance.get('/health', async (_request, reply) => {
    const well = await isWell();
    return reply.status(well ? 200 : 503).send({ status: well ? 'ok' : 'unavailable' });
  });
  if (frameOf) {
    const { style, script, passkey } = assets();
    serveAsset(instance, style);
    serveAsset(instance, script);
    serveAsset(instance, passkey);
    app.useGlobalGuards(new OriginGuard(), new FormTokenGuard(tokens));
    app.useGlobalInterceptors(new Pages(frameOf, tokens, options));
  }
  await options.prepare?.(app);
  await app.init();
  door.keeper = keeperOf(app);
  await instance.ready();
  return app;
}

export interface ListenOptions extends WebOptions {
  readonly port: number;
  /** 127.0.0.1 where nothing is said. */
  readonly host?: string;
}

/** Builds and listens, tells the parent process, and ends cleanly on a signal or when the parent is gone. */
export async function bootWeb(options: ListenOptions): Promise<NestFastifyApplication> {
  const { port, host = '127.0.0.1' } = options;
  endOnFault(options.app, options.log);
  if (options.frame) assertBuilt(assets());
  const app = await buildWeb(options);
  await app.listen(port, host).catch((error: Error & { code?: string }) => {
    const taken =
      error.code === 'EADDRINUSE' ? 'another program listens there; choose another port or stop it' : (error.code ?? error.name);
    console.error(`${options.app} cannot listen on ${host}:${port}: ${taken}.`);
    process.exit(1);
  });

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), 10_000).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (process.send) process.once('disconnect', end);

  console.log(`ready ${options.app} ${port}`);
  process.send?.('ready');
  return app;
}
