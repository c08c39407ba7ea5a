import { formsIn } from './html.js';
import { mark } from './payloads.js';

export interface Heard {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly milliseconds: number;
}

/** Words of a machine that fell over; none of them belongs in an answer. */
const innards =
  /\bat \S+ \(?[^)\s]*:\d+:\d+|node_modules|\.tsx?:\d+|syntax error at or near|QueryFailedError|invalid input syntax|violates \w+ constraint|pg_catalog|PostgreSQL \d|root:x:0/;

/** Tags of a page with the names of their attributes, as a browser reads them. */
const tags = /<([a-zA-Z][\w-]*)((?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?|\s*\/)*)\s*>/g;
const attributes = /\s+([^\s"'>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/g;

/** What is wrong with a page somebody's text may stand on: markup or handlers that came out of it. */
export function unescaped(html: string): string | undefined {
  if (new RegExp(`<(?:/?${mark}|svg onload|img src=x)`, 'i').test(html)) return 'markup of a payload';
  for (const [whole, name, rest] of html.matchAll(tags)) {
    if (name === 'script' && !/^<script src="\/assets\/[\w.-]+" defer>$/.test(whole)) return `a script: ${whole.slice(0, 80)}`;
    for (const [, attribute, value] of rest!.matchAll(attributes)) {
      if (/^(on|style$|srcdoc$)/i.test(attribute!)) return `an attribute ${attribute!} in ${whole.slice(0, 80)}`;
      if (/^(href|src|action|formaction)$/i.test(attribute!) && /^["']?\s*(javascript|data:text|vbscript)/i.test(value ?? ''))
        return `an address ${value!.slice(0, 80)}`;
    }
  }
  if (html.includes(`<script>${mark}`)) return 'a script of a payload';
  return undefined;
}

const chosen = ['hidden', 'radio', 'checkbox', 'select', 'date', 'datetime-local', 'month', 'submit'];
const aName = '山田 花子';

/** What of a page leads words into an address: a form sent by GET with a field that takes the name of a person. */
export function takesWords(html: string): string | undefined {
  const controls = formsIn(html).flatMap(({ method, controls }) => (method.toLowerCase() === 'get' ? controls : []));
  const open = controls.find(
    ({ kind, pattern }) => !chosen.includes(kind) && (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'v').test(aName)),
  );
  return open && `${open.name} takes words into an address`;
}

const calculated = new RegExp(`\\$1 49|49 49|${mark}49`);

/** What is wrong with an answer; undefined where nothing is. `slow` in milliseconds. */
export function wrongWith({ status, headers, body, milliseconds }: Heard, slow: number): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (milliseconds > slow) return `${Math.round(milliseconds)} ms`;
  const stripped = body.replace(/<[^>]*type="hidden"[^>]*>/g, '');
  const found = innards.exec(stripped.replaceAll(/[^\s<>"]*fz7q[^<>"]*/g, ''));
  if (found) return `innards: ${found[0]}`;
  if (calculated.test(body)) return 'a template was worked out';
  const heads = Object.entries(headers).map(([name, value]) => `${name}: ${String(value)}`);
  const head = heads.find((line) => /[\r\n]/.test(line) || new RegExp(`^x-${mark}`, 'i').test(line));
  if (head) return `header ${head}`;
  const policy = String(headers['content-security-policy'] ?? '');
  if (!policy.startsWith("default-src 'none'") || policy.includes('unsafe')) return 'no strict policy';
  if (headers['x-content-type-options'] !== 'nosniff') return 'sniffing allowed';
  return undefined;
}

/** What came out in the course of a run. */
export class Course {
  readonly statuses = new Map<number, number>();
  readonly findings = new Map<string, number>();
  asked = 0;
  slowest = 0;

  note(what: string, heard: Heard, slow: number, more?: string): void {
    this.asked += 1;
    this.slowest = Math.max(this.slowest, heard.milliseconds);
    this.statuses.set(heard.status, (this.statuses.get(heard.status) ?? 0) + 1);
    const wrong = wrongWith(heard, slow) ?? more;
    if (wrong) this.findings.set(`${what}: ${wrong}`, (this.findings.get(`${what}: ${wrong}`) ?? 0) + 1);
  }

  get told(): string {
    const statuses = [...this.statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    const findings = [...this.findings].slice(0, 40).map(([finding, count]) => `  ${count} × ${finding}`);
    return [`${this.asked} requests; ${statuses.join(', ')}; slowest ${Math.round(this.slowest)} ms`, ...findings].join('\n');
  }
}
