import { performance } from 'node:perf_hooks';
import { invite } from '#lib/accounts';
import { handedIn } from '../../support/form.js';
import { Browser } from '../../support/sign-in.world.js';
import { password } from '../../support/told-case.js';
import { type Attacker } from '../attacker.js';
import { type Trial } from '../frame.js';
import { atConsole } from './production.js';
import { firstOf } from './told.js';

const pages = ['console', 'family', 'committee'] as const;
const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
/** Somebody with the code of a letter, where the page asks for an address. */
async function withLetter(attacker: Attacker): Promise<Browser> {
  const { id } = await attacker.somebody('founder', 0);
  const { code } = await (await attacker.house()).asOwner((tx) => invite(tx, id, 'console', 'recovery'));
  const browser = attacker.stranger('console');
  const { headers } = await browser.post('/invitation', { code });
  if (headers['location'] !== '/sign-in/enrol') throw new Error(`the letter leads to ${headers['location']}`);
  return browser;
}
const bare = (html: string) => html.replaceAll(/value="[^"]*"|[\w.+-]+@mihon\.example/gi, '');

/** Somebody without an account: who wants to know, to fill up or to stop something. */
export const strangers: readonly Trial[] = [
  {
    id: 'DEN-1',
    promise: 'a form of a stranger costs next to nothing, on every way that takes one',
    run: ({ four }) =>
      firstOf(
        pages.flatMap((app) =>
          ['/sign-in', '/invitation', '/sign-in/second/totp', '/cases', '/nobody/knows'].map((url) => [app, url] as const),
        ),
        async ([app, url]) => {
          for (const payload of ['a=&'.repeat(630_000), 'a=&'.repeat(5_000), `note=${'%22'.repeat(600_000)}`]) {
            const from = performance.now();
            const { payload: answer, statusCode } = await four.app[app].inject({ method: 'POST', url, headers: form, payload });
            const ms = Math.round(performance.now() - from);
            if (answer.length > 64_000 || ms > 1_000 || statusCode >= 500)
              return `${app} ${url}: ${statusCode}, ${answer.length} bytes in ${ms} ms`;
          }
          return undefined;
        },
      ),
  },
  {
    id: 'DEN-2',
    promise: 'paths nobody knows are counted like others, so that one address is stopped',
    slow: true,
    run: (attacker) =>
      atConsole(attacker, {}, async (app) => {
        const browser = new Browser(app, '198.51.100.77');
        for (let n = 0; n < 60; n += 1) {
          const answers = await Promise.all(Array.from({ length: 50 }, (_, at) => browser.get(`/nobody/knows/${n}-${at}`)));
          if (answers.some(({ statusCode }) => statusCode === 429)) return undefined;
        }
        return '3,000 of 3,000 answered';
      }),
  },
  {
    id: 'DEN-3',
    promise: 'twenty such forms at once hold nobody up',
    run: async ({ four }) => {
      const asked = { method: 'POST' as const, url: '/sign-in', headers: form, payload: 'a=&'.repeat(600_000) };
      const flood = Promise.all(Array.from({ length: 20 }, () => four.app.committee.inject(asked)));
      const from = performance.now();
      await four.app.committee.inject('/health');
      const ms = Math.round(performance.now() - from);
      await flood;
      return ms > 3_000 ? `the health check waited ${ms} ms` : undefined;
    },
  },
  {
    id: 'DEN-4',
    promise: 'what is answered to whoever was told to wait is short, whatever they send',
    run: async (attacker) => {
      const browser = attacker.stranger('family');
      const fields = Object.fromEntries(Array.from({ length: 190 }, (_, n) => [`f${n}`, '"<&'.repeat(20)]));
      for (let n = 0; n < 12; n += 1) {
        const { statusCode, payload } = await browser.post('/sign-in', { ...fields, email: 'kazoku1@mihon.example', password: 'x' });
        if (payload.length > 64_000) return `${statusCode} with ${payload.length} bytes`;
        if (payload.includes('name="f0"')) return 'the fields of a stranger are drawn again';
      }
      return undefined;
    },
  },
  {
    id: 'JNL-1',
    promise: 'nothing a stranger sends writes into the journal',
    run: async (attacker) => {
      const before = await attacker.entries();
      for (const app of pages)
        for (const path of [
          '/sign-in/second/totp',
          '/sign-in/second/mail',
          '/sign-in/enrol/totp',
          '/invitation',
          '/sign-in',
          '/account/password',
        ])
          for (let n = 0; n < 3; n += 1) {
            const browser = attacker.stranger(app);
            for (const name of [app, `${app}-step`, `${app}-device`])
              browser.cookies.set(`yorisoi-${name}`, String(Math.random()).slice(2).padEnd(43, 'm').slice(0, 43));
            await browser.post(path, { code: `${100_000 + n}`, email: 'nobody@mihon.example', password: 'falsch', current: 'x' });
          }
      const more = (await attacker.entries()) - before;
      return more === 0 ? undefined : `${more} entries`;
    },
  },
  {
    id: 'LCK-1',
    promise: 'wrong passwords of a neighbour do not keep somebody out of the browser they always use',
    run: async (attacker) => {
      const { email, browsers } = await attacker.somebody('founder', 1);
      const own = browsers[0]!;
      await own.post('/sign-out');
      for (let n = 0; n < 9; n += 1)
        await new Browser(attacker.four.app.console, own.address).post('/sign-in', { email, password: 'falsch' });
      const { statusCode } = await own.post('/sign-in', { email, password });
      return statusCode === 303 ? undefined : `the right password is answered with ${statusCode}`;
    },
  },
  {
    id: 'LCK-2',
    promise: 'nor tries from many addresses',
    slow: true,
    run: async (attacker) => {
      const { email, browsers } = await attacker.somebody('founder', 1);
      const own = browsers[0]!;
      await own.post('/sign-out');
      await Promise.all(Array.from({ length: 40 }, () => attacker.stranger('console').post('/sign-in', { email, password: 'falsch' })));
      const { statusCode } = await own.post('/sign-in', { email, password });
      return statusCode === 303 ? undefined : `the right password is answered with ${statusCode}`;
    },
  },
  {
    id: 'LCK-3',
    promise: 'failures with invented names do not keep a colleague behind the same address out',
    run: async ({ four }) => {
      const signIn = (email: string, given: string) =>
        four.app.console.inject({ method: 'POST', url: '/sign-in', ...handedIn({ email, password: given }) });
      for (let n = 0; n < 70; n += 10)
        await Promise.all(Array.from({ length: 10 }, (_, at) => signIn(`invented${n + at}@mihon.example`, 'wrong')));
      const { email, password: right } = four.accounts.find((one) => one.email.startsWith('hidamari@'))!;
      const { statusCode } = await signIn(email, right);
      return statusCode === 303 ? undefined : `the right password is answered with ${statusCode}`;
    },
  },
  {
    id: 'ORA-5',
    promise: 'whoever holds a letter is answered the same for an address that is known and one that is not',
    run: async (attacker) => {
      const answers: string[] = [];
      for (const mailbox of ['kazoku6', 'niemand6', 'iincho', 'niemand7']) {
        const browser = await withLetter(attacker);
        const sent = await browser.post('/sign-in/enrol/address/send', { email: `${mailbox}@mihon.example` });
        const page = await browser.follow(sent);
        answers.push(`${sent.statusCode} ${String(sent.headers['location'])} ${bare(page.body)}`);
      }
      return new Set(answers).size === 1 ? undefined : 'the answers differ';
    },
  },
  {
    id: 'ORA-6',
    promise: 'signing in answers an unknown address as a known one with a wrong password',
    run: (attacker) =>
      firstOf(pages, async (app) => {
        const known = { console: 'kyoiku', family: 'kazoku1', committee: 'iin' }[app];
        const [one, other] = await Promise.all(
          [known, 'niemand'].map((mailbox) =>
            attacker.stranger(app).post('/sign-in', { email: `${mailbox}@mihon.example`, password: 'falsch' }),
          ),
        );
        return one!.statusCode === other!.statusCode && bare(one!.body) === bare(other!.body) ? undefined : `${app} answers otherwise`;
      }),
  },
];
