import { randomUUID } from 'node:crypto';
import { formTokenName, newFormToken } from '#lib/web';
import { patiently } from './patience.js';

interface Account {
  readonly app: string;
  readonly email: string;
  readonly password: string;
}
type Answers = Readonly<Record<string, string>>;

/** Somebody of the demo at the pages of an app, for what no program may do: a paper is read through by a human there. */
export class Hand {
  private readonly cookies = new Map<string, string>();

  constructor(
    private readonly origin: string,
    private readonly account: Account,
  ) {}

  /** Enters an act of a case, once, whatever falls over meanwhile; anything but a yes is an error. */
  async enters(caseId: string, act: string, answers: Answers): Promise<void> {
    const idempotencyKey = randomUUID();
    const path = `/cases/${caseId}/acts/${act}`;
    const answer = await patiently(async () => {
      const sent = await this.sends(path, { ...answers, idempotencyKey }, `yorisoi-${this.account.app}`);
      const isOut = sent === undefined || sent.headers.get('location')?.startsWith('/sign-in') === true;
      if (isOut) await this.signsIn();
      return isOut || sent.status >= 500 ? undefined : sent;
    });
    if (answer.status !== 303) throw new Error(`POST ${path}: ${answer.status}`);
  }

  private async signsIn(): Promise<void> {
    this.keeps(await fetch(`${this.origin}/sign-in`, { headers: this.carries() }));
    const { email, password } = this.account;
    const answer = await this.sends('/sign-in', { email, password, next: '/' }, 'yorisoi-form');
    if (answer?.status !== 303) throw new Error(`${this.account.app}: cannot sign in (${answer?.status})`);
  }

  /** Sends a form as the page would that was drawn for the holder of this cookie; undefined where there is none yet. */
  private async sends(path: string, fields: Answers, drawnFor: string): Promise<Response | undefined> {
    const holder = this.cookies.get(drawnFor);
    if (holder === undefined) return undefined;
    const answer = await fetch(`${this.origin}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...this.carries(), 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...fields, [formTokenName]: newFormToken(holder) }),
      signal: AbortSignal.timeout(20_000),
    });
    this.keeps(answer);
    return answer;
  }

  private carries(): { readonly cookie: string } {
    return { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') };
  }

  private keeps(answer: Response): void {
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie)!;
      this.cookies.set(name!, value!);
    }
  }
}
