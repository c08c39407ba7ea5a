import { randomUUID } from 'node:crypto';
import type { DemoAccounts } from '../demo.js';
import type { Origins } from '../origins.js';
import { Hand } from './hand.js';
import { patiently } from './patience.js';

export interface CaseJson {
  readonly id: string;
  readonly caseNo: string;
  readonly state: string;
  readonly version: number;
  readonly possible: readonly { readonly step: string; readonly missing: readonly string[] }[];
  readonly deadlines: readonly { readonly rule: string; readonly safe: string; readonly strict: string; readonly state: string }[];
  readonly relatives: readonly { readonly id: string }[];
}
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
export interface CaughtMail {
  readonly id: string;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
}

/**
 * Talks to the API as one of the demo's programs. A write that got no answer is sent again with its key until it has one:
 * so nothing is lost and nothing done twice, whatever falls over meanwhile.
 */
export class Client {
  private readonly hands = new Map<string, Hand>();

  constructor(
    private readonly origins: Origins,
    private readonly demo: DemoAccounts,
    private readonly organisation: string,
  ) {}

  async ask(role: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Answer> {
    const key = randomUUID();
    return patiently(async () => {
      const response = await fetch(`${this.origins.api}/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.tokenOf(role)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(method === 'POST' ? { 'idempotency-key': key } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(20_000),
      });
      const answer = { status: response.status, body: (await response.json()) as Record<string, unknown> };
      return answer.status < 500 ? answer : undefined;
    });
  }

  /** A request that must succeed; anything else ends the tour. */
  async done(role: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.ask(role, method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** What a human of this role enters on a page, because no program may. */
  byHand(role: string, caseId: string, act: string, answers: Readonly<Record<string, string>>): Promise<void> {
    const account = this.demo.accounts.find((one) => one.role === role)!;
    const hand = this.hands.get(role) ?? new Hand(this.origins[account.app], account);
    this.hands.set(role, hand);
    return hand.enters(caseId, act, answers);
  }

  mails(): Promise<CaughtMail[]> {
    return patiently(async () => (await (await fetch(`${this.origins.inbox}/mails.json`)).json()) as CaughtMail[]);
  }

  /** The token of a role of the organisation; committees and readers have an organisation of their own. */
  private tokenOf(role: string): string {
    const own = this.demo.apiTokens.filter((token) => token.role === role);
    const token = own.find((one) => one.organisation === this.organisation) ?? own[0];
    if (!token) throw new Error(`no token for ${role}`);
    return token.token;
  }
}
