import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AnyWebApp, type FourApps, type pageApps, startFourApps } from '../support/four-apps.js';
import { handedIn, tokenFor } from '../support/form.js';

export interface Account {
  readonly app: (typeof pageApps)[number];
  readonly email: string;
  readonly password: string;
  readonly role: string;
}
export interface Answered {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** The header by which the traffic of a target is told from that of others. */
export const trialHeader = 'x-trial';

/** The four apps on ports of their own, with what they answered to each trial counted, and nothing slowed down. */
export class House {
  private constructor(
    readonly four: FourApps,
    readonly ports: Readonly<Record<AnyWebApp, number>>,
    private readonly counts: ReadonlyMap<string, Map<number, number>>,
    private readonly clearing: NodeJS.Timeout,
  ) {}

  static async open(): Promise<House> {
    const counts = new Map<string, Map<number, number>>();
    const four = await startFourApps({
      prepare: (app: NestFastifyApplication) => {
        const instance = app.getHttpAdapter().getInstance() as unknown as Hooked;
        instance.addHook('onResponse', (request, reply, done) => {
          const trial = String(request.headers[trialHeader] ?? '');
          const statuses = counts.get(trial) ?? new Map<number, number>();
          counts.set(trial, statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1));
          done();
        });
      },
    });
    // Who fails has to wait, and then nothing is looked up: for the trial nobody has failed.
    const clearing = setInterval(() => void four.sql('delete from sign_in_attempt').catch(() => undefined), 250);
    return new House(four, await four.listen(), counts, clearing);
  }

  statusesOf = (trial: string): ReadonlyMap<number, number> => this.counts.get(trial) ?? new Map();

  /** A session of its own for every trial: what ends one ends no other. Undefined where the account lets nobody in any more. */
  async session({ app, email, password }: Account): Promise<string | undefined> {
    const answer = await this.four.app[app].inject({ method: 'POST', url: '/sign-in', ...handedIn({ email, password }) });
    return answer.statusCode === 303 ? String(answer.headers['set-cookie']).split(';')[0] : undefined;
  }

  send = (app: AnyWebApp, method: 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: string): Promise<Answered> =>
    this.four.app[app].inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });

  async close(): Promise<void> {
    clearInterval(this.clearing);
    await this.four.close();
  }
}

interface Hooked {
  addHook(
    name: 'onResponse',
    hook: (request: { headers: Record<string, unknown> }, reply: { statusCode: number }, done: () => void) => void,
  ): void;
}

/** What a browser sends with a form of somebody's session. */
export const formHeaders = (cookie: string | undefined): Record<string, string> => ({
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
  cookie: cookie ?? handedIn({}).headers.cookie,
});
export const withToken = (body: string, cookie: string | undefined): string => {
  const all = new URLSearchParams(body);
  all.set('formToken', tokenFor(cookie ?? handedIn({}).headers.cookie));
  return all.toString();
};
