import { tokyoDate } from '#lib/kernel';
import { type Trial } from '../frame.js';

const today = () => tokyoDate(new Date());

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
