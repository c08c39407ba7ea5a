import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { handedIn } from '../../support/form.js';

/** One connection that stays open, as a browser keeps it. */
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

export interface Served {
  readonly app: NestFastifyApplication;
  readonly origin: string;
  /** Milliseconds the last answer took, from the arrival of its request until it was handed to the network: without the client, which lives in this process too. */
  readonly took: () => number;
}

export async function served(building: Promise<NestFastifyApplication>): Promise<Served> {
  const app = await building;
  let took = 0;
  (app.getHttpServer() as http.Server).prependListener('request', (_request, response) => {
    const from = performance.now();
    response.once('finish', () => (took = performance.now() - from));
  });
  await app.listen(0, '127.0.0.1');
  return { app, origin: `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`, took: () => took };
}

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** As a browser asks: compressed. `body` is what came over the wire. */
function ask(url: string, options: http.RequestOptions, form?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { agent, ...options, headers: { 'accept-encoding': 'gzip, deflate, br', ...options.headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
      },
    );
    request.on('error', reject);
    request.end(form);
  });
}

/** Answers the body of a page; anything but 200 ends the measuring. */
export async function get(url: string, cookie: string): Promise<Answer> {
  const answer = await ask(url, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return answer;
}

/** Answers the cookie of the new session. */
export async function signIn(origin: string, email: string, password: string): Promise<string> {
  const { headers, payload } = handedIn({ email, password });
  const { status, headers: said } = await ask(`${origin}/sign-in`, { method: 'POST', headers }, payload);
  const cookie = said['set-cookie']?.[0]?.split(';')[0];
  if (!cookie) throw new Error(`signing in as ${email} answered ${status}`);
  return cookie;
}
