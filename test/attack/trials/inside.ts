import { randomUUID } from 'node:crypto';
import { tokyoDate } from '#lib/kernel';
import { Browser } from '../../support/sign-in.world.js';
import { hiddenOf } from '../../support/visitor.js';
import { type Trial } from '../frame.js';
import { atConsole } from './production.js';

const today = () => tokyoDate(new Date());
/** The code on a letter, in words without markup. */
const code = /[A-Z2-9]{4}(?:\s*-\s*[A-Z2-9]{4}){3}/;

/** Somebody with an account of their own: administrator, school, founder, relative. */
export const inside: readonly Trial[] = [
  {
    id: 'ADM-2',
    promise: 'one administrator alone makes nobody head',
    run: async (attacker) => {
      const person = await attacker.personOf('kyoiku');
      const board = await attacker.organisation('みほん市教育委員会', 'founder');
      await attacker.post('console', 'kanri', `/people/${person}/grants`, { post: `${board}:founderHead`, startsOn: today() });
      const rows = await attacker.four.sql(
        `select from role_grant where person_id = $1 and role = 'founderHead' and starts_on <= $2 and (ends_on is null or ends_on >= starts_on)`,
        [person, today()],
      );
      return rows.length > 0 ? 'a colleague is head by one hand' : undefined;
    },
  },
  {
    id: 'ADM-3',
    promise: 'one administrator alone makes no second administrator',
    run: async (attacker) => {
      const person = await attacker.personOf('kyoiku');
      const board = await attacker.organisation('みほん市教育委員会', 'founder');
      await attacker.post('console', 'kanri', `/people/${person}/grants`, { post: `${board}:administrator`, startsOn: today() });
      const rows = await attacker.four.sql(
        `select from role_grant where person_id = $1 and role = 'administrator' and (ends_on is null or ends_on >= starts_on)`,
        [person],
      );
      return rows.length > 0 ? 'a colleague is administrator by one hand' : undefined;
    },
  },
  {
    id: 'ADM-5',
    promise: 'one administrator alone does not end the role of the head, who would be the second hand',
    run: async (attacker) => {
      const person = await attacker.personOf('kyoikucho');
      const [grant] = await attacker.four.sql<{ id: string; ends_on: string | null }>(
        `select id, ends_on from role_grant where person_id = $1 and role = 'founderHead' and exists (select from organisation o where o.id = organisation_id)
         order by starts_on limit 1`,
        [person],
      );
      await attacker.post('console', 'kanri', `/people/grants/${grant!.id}/end`, {});
      await attacker.post('console', 'kanri', `/people/grants/${grant!.id}/last-day`, { endsOn: today(), lastDay: today() });
      const [after] = await attacker.four.sql<{ ends_on: string | null }>('select ends_on from role_grant where id = $1', [grant!.id]);
      return after!.ends_on === grant!.ends_on ? undefined : 'the head was sent away by one hand';
    },
  },
  {
    id: 'ADM-4',
    promise: 'one administrator alone gets no code for the account of the head, nor with a colleague',
    run: async (attacker) => {
      const personId = await attacker.personOf('kyoikucho');
      await attacker.post('console', 'kanri', '/recovery', { personId });
      const [asked] = await attacker.four.sql<{ id: string }>('select id from recovery where person_id = $1', [personId]);
      if (!asked) return 'not carried out: it was not begun';
      for (const who of ['kanri', 'kyoiku', 'kyoikucho']) {
        const { text } = await attacker.fillIn('console', who, `/recovery/${asked.id}`, {
          reason: '庁舎で本人と会って確かめました（架空）。',
        });
        if (code.test(text.replaceAll(/<[^>]*>/g, ' '))) return `a code was shown to ${who}`;
      }
      const letters = await attacker.four.sql('select from invitation where person_id = $1', [personId]);
      return letters.length > 0 ? 'a letter was made' : undefined;
    },
  },
  {
    id: 'ADM-6',
    promise: 'one administrator with an invented clerk and an invented member does not reach the room of a committee',
    run: async (attacker) => {
      const kanri = await attacker.personOf('kanri');
      const clerk = await attacker.somebody('founder', 1);
      const member = await attacker.somebody('committeeMember', 0);
      // As the letters say by which the administrator let both in.
      for (const { id } of [clerk, member])
        await attacker.four.sql(
          `insert into invitation (id, code_hash, person_id, app, purpose, made_by, made_at, ends_at, opened_at, used_at)
           select gen_random_uuid(), gen_random_uuid()::text, $1, 'console', 'first', $2, now() - interval '2 days', now() + interval '9 days', now() - interval '1 day', now() - interval '1 day'`,
          [id, kanri],
        );
      const caseId = await attacker.caseIn('DETAILED_RUNNING');
      const url = `/cases/${caseId}/acts/appointMember`;
      const browser = clerk.browsers[0]!;
      const form = await browser.get(url);
      const { statusCode } = await browser.post(url, {
        ...hiddenOf(form.body, url),
        ...{ occurredOn: today(), memberName: '架空 委員', memberRole: 'committeeMember', profession: '医師' },
        ...{ nominatingBody: '医師会', outside: 'yes', email: member.email },
      });
      if (statusCode !== 303) return `not carried out: ${statusCode}`;
      const admitted = await attacker.four.sql('select from appointment where case_id = $1 and person_id = $2', [caseId, member.id]);
      return admitted.length > 0 ? 'the invented member sits in the room' : undefined;
    },
  },
  {
    id: 'LOCK-1',
    promise: 'the administrator of another house voids no letter of a relative, and bars no new one',
    run: async (attacker) => {
      const email = 'atarashii@kazoku.example';
      const caseId = await attacker.caseIn('INTENTION_PENDING');
      const named = { occurredOn: today(), relativeName: '架空 花代', relation: 'other', term: 'jishi', reminders: true, email };
      const { status } = await attacker.api('founder', 'POST', `/cases/${caseId}/acts/nameRelative`, named);
      if (status !== 200) return `not carried out: ${status}`;
      const [her] = await attacker.four.sql<{ id: string }>('select id from relative where case_id = $1 order by created_at desc limit 1', [
        caseId,
      ]);
      const url = `/cases/${caseId}/relatives/${her!.id}/letter`;
      return atConsole(attacker, {}, async (app) => {
        const founder = new Browser(app, '198.51.100.79');
        const { email: mine, password } = attacker.four.accounts.find((one) => one.email.startsWith('kyoiku@'))!;
        await founder.post('/sign-in', { email: mine, password });
        const makes = async () => {
          const form = await founder.get(url);
          const { body } = await founder.post(url, { ...hiddenOf(form.body, url), idempotencyKey: randomUUID() });
          return code.exec(body.replaceAll(/<[^>]*>/g, ' '))?.[0].replaceAll(/\s/g, '');
        };
        const leads = async (letter: string) =>
          (await attacker.stranger('family').post('/invitation', { code: letter })).headers['location'];
        const [lost, first] = [await makes(), await makes()];
        if (!lost || !first) return 'not carried out: no letter could be made, or no second one';
        for (const kind of ['founder', 'school'] as const) {
          const post = `${await attacker.organisation('学園', kind)}:${kind}`;
          await attacker.post('console', 'gakuen-kanri', '/people/add', { personName: '見本 探', email, post, startsOn: today() });
        }
        const again = await makes();
        if (!again) return 'no new letter can be made';
        return (await leads(again)) === '/sign-in/enrol' ? undefined : 'the letter leads nowhere any more';
      });
    },
  },
  {
    id: 'ORA-1',
    promise: 'an address is shown to an administrator as it was typed, whether it has an account or not',
    run: async (attacker) => {
      const school = await attacker.organisation('あおぞら', 'school');
      const shownFor = async (email: string): Promise<boolean> => {
        const { text } = await attacker.post('console', 'kanri', '/people/add', {
          personName: '見本 探',
          email,
          post: `${school}:school`,
          startsOn: today(),
        });
        const id = /\/people\/([0-9a-f-]{36})/.exec(text)?.[1];
        const page = id ? (await attacker.get('console', 'kanri', `/people/${id}`)).text : text;
        return page.includes(email);
      };
      const [known, unknown] = [await shownFor('KAZOKU5@Mihon.Example'), await shownFor('NIEMAND5@Mihon.Example')];
      return known === unknown ? undefined : 'the page tells a known address from an unknown one';
    },
  },
  {
    id: 'ORA-2',
    promise: 'the list under /recovery is the same for an address that is known and one that is not',
    run: async (attacker) => {
      const school = await attacker.organisation('あおぞら', 'school');
      const add = (name: string, email: string) =>
        attacker.post('console', 'kanri', '/people/add', { personName: name, email, post: `${school}:school`, startsOn: today() });
      await add('見本 既知', 'kazoku6@mihon.example');
      await add('見本 未知', 'niemand6@mihon.example');
      const { text } = await attacker.get('console', 'kanri', '/recovery');
      return text.includes('見本 既知') === text.includes('見本 未知') ? undefined : 'the list tells a known address from an unknown one';
    },
  },
  {
    id: 'UNI-1',
    promise: 'nobody is called by signs that cannot be seen, or that turn the text around them',
    run: async (attacker) => {
      const school = await attacker.organisation('あおぞら', 'school');
      for (const [at, name] of ['\u200B', '\u3164', '見本\u202E子', '\u2066見本', '\u{E0041}'].entries()) {
        const { status, text } = await attacker.post('console', 'kanri', '/people/add', {
          personName: name,
          email: `hidden${at}@mihon.example`,
          post: `${school}:school`,
          startsOn: today(),
        });
        if (status < 400 && /\/people\/[0-9a-f-]{36}/.test(text)) return `taken as a name: U+${name.codePointAt(0)!.toString(16)}`;
      }
      return undefined;
    },
  },
  {
    id: 'TRC-1',
    promise: 'an attempt at a case of another house leaves a trace',
    run: async (attacker) => {
      const id = await attacker.caseIn('INTAKE', 'BASIC_SURVEY');
      const before = await attacker.entries();
      const { status } = await attacker.api('founder', 'GET', `/cases/${id}`, undefined, '学園');
      if (status !== 404) return `another house reads the case: ${status}`;
      return (await attacker.entries()) > before ? undefined : 'no entry was made';
    },
  },
  {
    id: 'TRC-4',
    promise: 'who sees an outline does not see when and how often a case moves',
    run: async (attacker) => {
      const id = await attacker.caseIn('INTAKE', 'BASIC_SURVEY');
      await attacker.four.sql('update survey_case set serious = true where id = $1', [id]);
      const { status, text } = await attacker.api('prefecture', 'GET', '/cases', undefined, '県');
      if (status !== 200 || !text.includes(id)) return `the list answers ${status} without the case`;
      const leaks = ['"version"', '"reportedAt"'].filter((name) => text.includes(name));
      return leaks.length > 0 ? `the outline holds ${leaks.join(', ')}` : undefined;
    },
  },
];
