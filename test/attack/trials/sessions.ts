import { generateSync } from 'otplib';
import { endAllWays } from '#lib/accounts';
import { tokyoDate } from '#lib/kernel';
import { Liar } from '../../support/oidc.js';
import { Browser, keyOn } from '../../support/sign-in.world.js';
import { password } from '../../support/told-case.js';
import { type Attacker } from '../attacker.js';
import { type Trial } from '../frame.js';
import { atConsole } from './production.js';
import { firstOf } from './told.js';

const next = 'ながい新しい合言葉です2026';
const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/account')).statusCode === 200;
const setsPassword = (browser: Browser) => browser.post('/account/password', { current: password, password: next });

/** The thief asks for a new token again and again while the owner does something. */
async function outlives(attacker: Attacker, ends: (id: string, own: Browser) => Promise<unknown>): Promise<boolean> {
  const { id, browsers } = await attacker.somebody('founder', 2);
  const [thief, own] = [browsers[0]!, browsers[1]!];
  const [grant] = await attacker.four.sql<{ id: string }>('select id from role_grant where person_id = $1', [id]);
  let goesOn = true;
  const running = (async () => {
    for (let left = 60; goesOn && left > 0; left -= 1)
      if ((await thief.post('/sign-in/role', { grantId: grant!.id, next: '/account' })).headers['location'] !== '/account') return;
  })();
  await ends(id, own);
  goesOn = false;
  await running;
  return isIn(thief);
}

/** A console that knows a provider of the school corporation, and whoever that provider says has come. */
async function byProvider(attacker: Attacker, doing: (comes: (mailbox: string) => Promise<Browser>) => Promise<string | undefined>) {
  const liar = await Liar.open('yorisoi');
  const founder = await attacker.organisation('学園', 'founder');
  const provider = {
    ...{ key: 'b', issuer: liar.issuer, clientId: 'yorisoi', clientSecret: 'secret of yorisoi', founder, groups: [] },
    claims: { groups: 'groups', email: 'email', emailVerified: 'email_verified' },
    secondFactor: { acr: [], amr: ['mfa'] },
  };
  let from = 0;
  try {
    return await atConsole(attacker, { origin: 'http://localhost:4100', oidc: [provider] }, (app) =>
      doing(async (mailbox) => {
        const browser = new Browser(app, `198.51.100.${(from += 1)}`);
        liar.says({ claims: { sub: `evil-${mailbox}`, email: `${mailbox}@mihon.example`, email_verified: true, amr: ['mfa'] } });
        const out = await browser.get('/sign-in/oidc/to/b');
        await browser.get(liar.sendsBack(new URL(String(out.headers['location']))));
        return browser;
      }),
    );
  } finally {
    liar.close();
  }
}
const addsAtCorporation = async (attacker: Attacker, mailbox: string) => {
  const post = `${await attacker.organisation('学園', 'founder')}:founder`;
  const { status } = await attacker.post('console', 'gakuen-kanri', '/people/add', {
    ...{ personName: '見本 招', email: `${mailbox}@mihon.example`, post, startsOn: tokyoDate(new Date()) },
  });
  if (status >= 400) throw new Error(`the corporation cannot add ${mailbox}: ${status}`);
};

/** Whoever has a cookie, an old password or the provider of another house. */
export const sessions: readonly Trial[] = [
  {
    id: 'SES-8',
    promise: 'no stolen session outlives a fresh start, however fast it is exchanged',
    run: (attacker) =>
      firstOf([1, 2, 3], async () => {
        const house = await attacker.house();
        const survived = await outlives(attacker, (id) =>
          house.asOwner(async (tx) => {
            await endAllWays(tx, id);
            await tx.query('select pg_sleep(0.1)');
          }),
        );
        return survived ? 'the thief is still in' : undefined;
      }),
  },
  {
    id: 'SES-9',
    promise: 'nor a new password, nor ending everything',
    run: (attacker) =>
      firstOf([setsPassword, setsPassword, (own: Browser) => own.post('/account/sessions/end-all')], async (end) =>
        (await outlives(attacker, (_, own) => end(own))) ? 'the thief is still in' : undefined,
      ),
  },
  {
    id: 'SES-1',
    promise: 'a sign-in begun with the old password does not end well after a new one, nor after everything was ended',
    run: (attacker) =>
      firstOf([setsPassword, (own: Browser) => own.post('/account/sessions/end-all')], async (end) => {
        const { id, email, browsers } = await attacker.somebody('founder', 1);
        const own = browsers[0]!;
        const secret = keyOn((await own.follow(await own.post('/account/totp/begin'))).body);
        await own.post('/account/totp', { code: generateSync({ secret }) });
        await attacker.four.sql('update totp set last_step = 0 where person_id = $1', [id]);
        const thief = attacker.stranger('console');
        const begun = await thief.post('/sign-in', { email, password });
        if (begun.headers['location'] !== '/sign-in/second') return `not carried out: ${begun.statusCode} ${begun.headers['location']}`;
        await end(own);
        await thief.post('/sign-in/second/totp', { code: generateSync({ secret }) });
        return (await isIn(thief)) ? 'the old step was completed' : undefined;
      }),
  },
  {
    id: 'OIDC-1',
    promise: 'the provider of one founder opens no case, role or account of another, whomever it names',
    run: async (attacker) => {
      const caseId = await attacker.caseIn('INTAKE', 'BASIC_RUNNING');
      await addsAtCorporation(attacker, 'kyoikucho');
      return byProvider(attacker, (comes) =>
        firstOf(['kyoikucho', 'kyoiku', 'kanri'], async (mailbox) => {
          const browser = await comes(mailbox);
          if (mailbox === 'kyoikucho' && !(await isIn(browser))) return 'not carried out: the provider lets nobody in at its own house';
          if ((await browser.get(`/cases/${caseId}`)).statusCode === 200) return `${mailbox} of the board is signed in by the corporation`;
          const roles = await browser.follow(await browser.get('/sign-in/role'));
          return roles.body.includes('みほん市') ? `a role at the board is offered to ${mailbox}` : undefined;
        }),
      );
    },
  },
  {
    id: 'OIDC-2',
    promise: 'nor reaches the account of a relative or member, or adds a way to it',
    run: async (attacker) => {
      for (const mailbox of ['kazoku2', 'iin']) await addsAtCorporation(attacker, mailbox);
      const ways = async (id: string) =>
        JSON.stringify(
          await attacker.four.sql(
            `select password_hash, (select count(*) from passkey where person_id = p.id), (select count(*) from totp where person_id = p.id),
               (select count(*) from oidc_identity where person_id = p.id), (select count(*) from session where person_id = p.id) from person p where id = $1`,
            [id],
          ),
        );
      return byProvider(attacker, (comes) =>
        firstOf(['kazoku2', 'iin'], async (mailbox) => {
          const id = await attacker.personOf(mailbox);
          const before = await ways(id);
          const browser = await comes(mailbox);
          for (const path of ['/account/totp/begin', '/account/passkey/begin']) await browser.post(path);
          await browser.post('/account/password', { current: password, password: next });
          return (await ways(id)) === before ? undefined : `ways or sessions of ${mailbox} are others now`;
        }),
      );
    },
  },
];
