import { type FoundForm, formsIn, linksIn } from './html.js';
import { type Course, takesWords, unescaped } from './judge.js';
import { oddText } from './payloads.js';
import type { Chance } from './random.js';

/** How the answers come: from apps in this process, or over the network. */
export type Ask = (
  app: Account['app'],
  asked: { method: 'GET' | 'POST'; url: string; headers: Record<string, string>; payload?: string },
) => Promise<{ statusCode: number; headers: Readonly<Record<string, unknown>>; body: string }>;

interface Limits {
  readonly pages: number;
  readonly forms: number;
  /** Times a form is handed in, each time filled otherwise. */
  readonly times: number;
  readonly slow: number;
  readonly until: number;
  /** Types this instead, and nothing that is out of place. */
  readonly types?: ((kind: string) => string) | undefined;
  /** Is shown every page there is and the forms on it. */
  readonly shown?: ((page: string, forms: readonly FoundForm[]) => void) | undefined;
}
interface Account {
  readonly app: 'console' | 'family' | 'committee';
  readonly mailbox: string;
}

const ids = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** Leaving is tried elsewhere: here it would end the walk. */
const leaves = /^\/sign-out|\/sessions?\b/;
const today = new Date().toISOString();

/** Somebody who follows every link and hands in every form, with things that mean something where they should mean nothing. */
export class Crawler {
  private readonly seen = new Set<string>();
  private readonly kinds = new Map<string, number>();
  private readonly handedIn = new Map<string, number>();
  private formsLeft: number;
  pages = 0;

  constructor(
    private readonly answer: Ask,
    private readonly account: Account,
    private readonly cookie: string,
    private readonly chance: Chance,
    private readonly course: Course,
    private readonly limits: Limits,
  ) {
    this.formsLeft = limits.forms;
  }

  /** Walks from the first page on. Without `fills` it only looks: what others left behind. */
  async walk(fills: boolean): Promise<void> {
    const ahead = ['/', '/sign-in'];
    while (ahead.length > 0 && this.pages < this.limits.pages && Date.now() < this.limits.until) {
      const path = ahead.shift()!;
      if (this.seen.has(path) || this.tiredOf(path)) continue;
      this.seen.add(path);
      const { html, location } = await this.ask('GET', path);
      if (location?.startsWith('/')) ahead.unshift(location);
      ahead.push(...linksIn(html).map((link) => link.split('#')[0]!));
      this.limits.shown?.(path, formsIn(html));
      if (fills) for (const form of formsIn(html)) await this.fill(form, path);
    }
  }

  /** A kind of page is looked at a few times: five cases, not five hundred. */
  private tiredOf(path: string): boolean {
    const kind = path.replace(ids, '*').replace(/=[^&]*/g, '=');
    const times = (this.kinds.get(kind) ?? 0) + 1;
    this.kinds.set(kind, times);
    return times > 6;
  }

  private async fill(form: FoundForm, page: string): Promise<void> {
    const to = form.action || page.split('?')[0]!;
    const kind = `${form.method} ${to.replace(ids, '*')}`;
    // Forms of this kind take no words, which is looked at on every page.
    if (leaves.test(to) || (this.limits.types && form.method.toLowerCase() === 'get')) return;
    for (let times = this.limits.times; times > 0 && this.formsLeft > 0; times--) {
      const before = this.handedIn.get(kind) ?? 0;
      if (before >= this.limits.times * 2) return;
      this.handedIn.set(kind, before + 1);
      this.formsLeft -= 1;
      const body = this.answersTo(form).toString();
      if (form.method.toLowerCase() === 'get') await this.ask('GET', `${to}?${body.slice(0, 6_000)}`);
      else await this.follow(await this.send(to, body));
    }
  }

  private answersTo({ controls }: FoundForm): URLSearchParams {
    const { chance } = this;
    const odd = (share: number): boolean => this.limits.types === undefined && chance.in(share);
    const body = new URLSearchParams();
    for (const { name, kind, values } of controls) {
      if (kind === 'hidden') {
        const value = name !== 'formToken' && odd(0.06) ? oddText(chance) : values[0]!;
        if (!odd(0.02)) body.append(name, value);
      } else if (odd(0.08)) body.append(name, oddText(chance));
      else if (kind === 'radio' || kind === 'select') body.append(name, chance.of(values));
      else if (kind === 'checkbox') for (const value of values.filter(() => chance.in(0.6))) body.append(name, value);
      else body.append(name, this.typed(kind));
      if (odd(0.02)) body.append(name, oddText(chance));
    }
    if (odd(0.03)) body.append(oddText(chance), oddText(chance));
    return body;
  }

  private typed(kind: string): string {
    const { chance } = this;
    if (this.limits.types && !/^(date|month)/.test(kind)) return this.limits.types(kind);
    if (kind === 'date') return chance.of([today.slice(0, 10), '2026-06-01', '2025-04-30']);
    if (kind === 'datetime-local') return chance.of([today.slice(0, 16), '2026-06-01T09:30']);
    if (kind === 'month') return '2026-06';
    if (kind === 'email') return chance.in(0.5) ? `o'neill+fz7q-${chance.below(1_000)}@mihon.example` : oddText(chance);
    if (kind === 'tel') return '0300-00-0000';
    return oddText(chance);
  }

  private async follow({ status, location }: { status: number; location: string | undefined }): Promise<void> {
    if (status === 303 && location?.startsWith('/') && !leaves.test(location)) await this.ask('GET', location);
  }

  private async send(url: string, payload: string) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', cookie: this.cookie };
    return this.heard('POST', url, await this.timed({ method: 'POST', url, headers, payload }));
  }
  private async ask(method: 'GET', url: string) {
    return this.heard(method, url, await this.timed({ method, url, headers: { cookie: this.cookie } }));
  }

  private async timed(asked: Parameters<Ask>[1]) {
    const from = performance.now();
    const answer = await this.answer(this.account.app, asked);
    return { answer, milliseconds: performance.now() - from };
  }

  private heard(method: string, url: string, { answer, milliseconds }: Awaited<ReturnType<Crawler['timed']>>) {
    this.pages += 1;
    const { statusCode: status, headers, body } = answer;
    const isPage = String(headers['content-type'] ?? '').startsWith('text/html');
    const wrong = isPage ? (unescaped(body) ?? takesWords(body)) : undefined;
    const location = headers['location'];
    const away = location !== undefined && !/^\/(?![/\\])/.test(String(location)) ? `led to ${String(location)}` : undefined;
    const name = `${this.account.app} as ${this.account.mailbox}: ${method} ${url.replace(ids, '*').slice(0, 90)}`;
    this.course.note(name, { status, headers, body, milliseconds }, this.limits.slow, wrong ?? away);
    return { status, location: location === undefined ? undefined : String(location), html: isPage ? body : '' };
  }
}
