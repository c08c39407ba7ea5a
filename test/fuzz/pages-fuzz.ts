import type { FourApps } from '../support/four-apps.js';
import { Crawler } from './crawler.js';
import { Course } from './judge.js';
import { Chance } from './random.js';

export interface Crawling {
  readonly seed: number;
  /** For each account. */
  readonly pages: number;
  readonly forms: number;
  readonly times: number;
  /** Milliseconds an answer may take. */
  readonly slow: number;
  readonly seconds: number;
  readonly tell?: (line: string) => void;
}

/** Every account of the demo goes through the pages of its app and fills in every form; then all go through once more and look at what is there now. */
export async function fuzzPages(four: FourApps, { seed, seconds, tell, ...limits }: Crawling): Promise<Course> {
  const course = new Course();
  const chance = new Chance(seed);
  // Whoever manages people goes last: they may end what the others are signed in by.
  const accounts = [...four.accounts].sort((a, b) => Number(a.role === 'administrator') - Number(b.role === 'administrator'));
  const signedIn = [];
  for (const account of accounts) {
    const mailbox = account.email.split('@')[0]!;
    signedIn.push({ app: account.app, mailbox, cookie: await four.signedIn(mailbox) });
  }
  for (const fills of [true, false]) {
    for (const [at, account] of signedIn.entries()) {
      const until = Date.now() + (seconds * 1000) / 2 / signedIn.length;
      const crawler = new Crawler((app, asked) => four.app[app].inject(asked), account, account.cookie, chance, course, {
        ...limits,
        until,
      });
      await crawler.walk(fills);
      tell?.(`${fills ? 'filled in by' : 'looked at by'} ${account.mailbox} (${at + 1}/${signedIn.length}): ${crawler.pages} answers`);
    }
  }
  for (const fault of four.faults) course.findings.set(`logged: ${fault.slice(0, 600)}`, 1);
  return course;
}
