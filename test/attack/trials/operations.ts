import { accounts, standingOf } from '#lib/database';
import { ConfigProblem, loadConfig } from '#lib/config';
import { BackupProblem, makeBackup } from '#lib/operations';
import { act } from '../../../seeds/demo/lines.js';
import { linesOf } from '../../../seeds/demo/story.js';
import { type Trial } from '../frame.js';

/** Who operates an installation carelessly, and what grows with the years. */
export const operations: readonly Trial[] = [
  {
    id: 'OPS-1',
    promise: 'production does not start in the clear, nor seen from outside without a proxy',
    run: async () => {
      const good = {
        DATABASE_URL: 'postgres://yorisoi_console@127.0.0.1/y',
        YORISOI_KEY_RING: '/r',
        PORT: '4100',
        YORISOI_ORIGIN: 'https://c.example.jp',
        YORISOI_FAMILY_ORIGIN: 'https://f.example.jp',
        YORISOI_COMMITTEE_ORIGIN: 'https://k.example.jp',
        SMTP_URL: 'smtp://127.0.0.1',
        MAIL_FROM: 'a@example.jp',
      };
      for (const app of ['console', 'family', 'committee', 'api'] as const)
        for (const lax of [
          { YORISOI_ORIGIN: '' },
          { YORISOI_ORIGIN: 'http://c.example.jp' },
          { HOST: '0.0.0.0' },
          { YORISOI_TRUST_PROXY: '0.0.0.0/1' },
        ])
          try {
            loadConfig(app, { ...good, ...lax });
            return `${app} takes ${JSON.stringify(lax)}`;
          } catch (error) {
            if (!(error instanceof ConfigProblem)) throw error;
          }
      return undefined;
    },
  },
  {
    id: 'OPS-3',
    promise: 'no app starts under the account of the owner or of another app',
    run: async ({ four }) => {
      for (const account of accounts)
        for (const [whose, url] of [['owner', four.ownerUrl], ...accounts.map((other) => [other, four.urls[other]] as const)] as const)
          if (whose !== account && (await standingOf(url, account)).length === 0) return `${account} starts as ${whose}`;
      return undefined;
    },
  },
  {
    id: 'BAK-1',
    promise: 'no backup is made from which rows are missing',
    run: async ({ four }) => {
      for (const account of accounts)
        try {
          await makeBackup(four.urls[account], '/nonexistent');
          return `made under the account of ${account}`;
        } catch (error) {
          if (!(error instanceof BackupProblem)) return String(error);
        }
      return undefined;
    },
  },
  {
    id: 'EXP-1',
    promise: 'the page of a case does not grow with what was done in it',
    slow: true,
    run: async (attacker) => {
      const { caseId, on } = await attacker.told(linesOf(['start', 'basic']), 60);
      const write = async (count: number) => {
        for (let n = 0; n < count; n += 1)
          await on(act(40, 'school', 'recordCare', () => ({ note: `架空の記録 ${n} ${'文'.repeat(200)}` })));
      };
      const sizes = async () =>
        Promise.all(
          (['kyoiku', 'aozora'] as const).flatMap((who) =>
            ['', '/journal'].map(async (below) => (await attacker.get('console', who, `/cases/${caseId}${below}`)).text.length),
          ),
        );
      await write(120);
      const before = await sizes();
      await write(120);
      const after = await sizes();
      const grown = after.findIndex((size, at) => size > before[at]! * 1.2);
      return grown === -1 ? undefined : `${before[grown]} bytes became ${after[grown]}`;
    },
  },
];
