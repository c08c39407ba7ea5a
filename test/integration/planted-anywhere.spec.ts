import { accountName, accounts } from '#lib/database';
import { type AnyWebApp, type FourApps, pageApps, startFourApps } from '../support/four-apps.js';

jest.setTimeout(600_000);

/**
 * Whatever a statement writes into whatever an account may write: columns are taken from the catalogue, and get rubbish of their type one after the
 * other, in the rows of one case. Every page that is one or two links from a first page, and every list and case of the API, still answers.
 */
let four: FourApps;
let victim: string;
/** Cases that a statement made have no key, and no page either; all others are people's. */
let cases: readonly string[];
const isOfPeople = (url: string): boolean => !url.includes('/cases/') || cases.some((id) => url.includes(id));
const tokens = () => [...new Map(four.tokens.map((one) => [one.role, one.token])).values()];
/** One account of each app and role of the demo. */
const visitors = () => [
  ...new Map(four.accounts.map(({ app, email, role }) => [`${app} ${role}`, { app, mailbox: email.split('@')[0]! }])).values(),
];

beforeAll(async () => {
  four = await startFourApps();
  const [row] = await four.sql<{ id: string }>(
    `select c.id from survey_case c where exists (select from final_report r where r.case_id = c.id) order by c.reported_at limit 1`,
  );
  victim = row!.id;
  cases = (await four.sql<{ id: string }>('select id from survey_case')).map(({ id }) => id);
});
afterAll(() => four.close());

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  /** An account may overwrite it; otherwise it comes with new rows alone. */
  readonly changes: boolean;
  readonly hasId: boolean;
}
/** Columns of rows of a case that some app's account may insert or update. */
const writable = () =>
  four.sql<Column>(
    `select c.oid::regclass::text as "table", a.attname as name, format_type(a.atttypid, null) as type,
       exists (select from unnest($1::text[]) account where has_column_privilege(account, c.oid, a.attnum, 'update')) as changes,
       exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'id') as "hasId"
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'deliberation')
       and exists (select from pg_attribute k where k.attrelid = c.oid and k.attname = 'case_id' or c.relname = 'survey_case')
       and a.attname not in ('id', 'case_id') and exists (select from unnest($1::text[]) account
         where has_column_privilege(account, c.oid, a.attnum, 'insert') or has_column_privilege(account, c.oid, a.attnum, 'update'))
     order by 1, a.attnum`,
    [accounts.map(accountName)],
  );
const rubbish: Readonly<Record<string, readonly string[]>> = {
  text: [`''`, `'s1:1:AAAA'`, `'"><script>'`, `'2026-13-45'`],
  jsonb: [`'[]'`, `'null'`, `'{"a":{"b":[1]}}'`],
  date: [`'0001-01-01'`, `'9999-12-31'`],
  'timestamp with time zone': [`'0001-01-01'`, `'9999-12-31'`],
  integer: ['0', '-2147483648', '2147483647'],
  uuid: [`'00000000-0000-0000-0000-000000000000'`],
  boolean: ['true', 'false'],
};

const get = async (app: AnyWebApp, url: string, headers: Record<string, string>) => {
  const answer = await four.app[app].inject({ method: 'GET', url, headers });
  return { status: answer.statusCode, text: answer.payload };
};
const linksIn = (text: string): string[] => [...text.matchAll(/href="(\/[^"#]*)"/g)].map(([, href]) => href!.replaceAll('&amp;', '&'));

/** What went wrong anywhere, as 'app path status'. */
async function wrong(depth: number): Promise<string[]> {
  const found: string[] = [];
  for (const { app, mailbox } of visitors()) {
    const cookie = await four.signedIn(mailbox);
    const seen = new Set<string>();
    const at = `/cases/${victim}`;
    let next = ['/', at, `${at}/acts`, `${at}/journal`, `${at}/record`];
    for (let step = 0; step <= depth; step++) {
      const links: string[] = [];
      for (const url of next.filter((one) => !seen.has(one) && !/sign-out|\.css|\.js/.test(one)).slice(0, 25)) {
        seen.add(url);
        const { status, text } = await get(app as AnyWebApp, url, { cookie });
        if (status >= 500 && isOfPeople(url)) found.push(`${app} ${mailbox} ${url.replace(/[0-9a-f-]{36}/g, ':id')} ${status}`);
        links.push(...linksIn(text));
      }
      next = [...new Set(links)];
    }
  }
  for (const token of tokens()) {
    const headers = { authorization: `Bearer ${token}` };
    const list = await get('api', '/v1/cases', headers);
    const ids = [...new Set([...list.text.matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id]) => id!))].slice(0, 12);
    for (const url of ['/v1/cases', '/v1/limits', '/v1/schools', ...ids.flatMap((id) => [`/v1/cases/${id}`, `/v1/cases/${id}/journal`])]) {
      const { status } = await get('api', url, headers);
      if (status >= 500 && isOfPeople(url)) found.push(`api ${url.replace(/[0-9a-f-]{36}/g, ':id')} ${status}`);
    }
  }
  if (found.length > 0) found.push(...four.faults.slice(-2));
  return [...new Set(found)];
}

it('pages and programs answer before', async () => {
  expect(pageApps.every((app) => visitors().some((one) => one.app === app))).toBe(true);
  expect(await wrong(2)).toEqual([]);
});

it('and with rubbish in every column that an account may write, in the rows of one case', async () => {
  let written = 0;
  const columns = await writable();
  for (let round = 0; round < 4; round++) {
    await four.sql('begin');
    for (const { table, name, type, changes, hasId } of columns) {
      const value = rubbish[type]?.[round % rubbish[type].length];
      if (value === undefined || !(changes || hasId)) continue;
      const ofVictim = `${table === 'survey_case' ? 'id' : 'case_id'} = $1`;
      // A version of its own, where a case has one row of each.
      const fresh = `jsonb_build_object('id', gen_random_uuid(), 'case_no', gen_random_uuid(), 'at_version', ${800_000 + written}, 'version', ${800_000 + written})`;
      await four.sql('savepoint one');
      try {
        if (changes) await four.sql(`update ${table} set "${name}" = ${value} where ${ofVictim}`, [victim]);
        else
          await four.sql(
            `insert into ${table} select (jsonb_populate_record(r, ${fresh} || jsonb_build_object('${name}', ${value}::${type}))).* from ${table} r where ${ofVictim} limit 1`,
            [victim],
          );
        written++;
      } catch {
        // A check, a key or a trigger stands against it.
        await four.sql('rollback to savepoint one');
      }
    }
    await four.sql('commit');
    expect({ round, wrong: await wrong(2) }).toEqual({ round, wrong: [] });
  }
  expect(written).toBeGreaterThan(100);
});

it('and with acts and steps of every shape planted in it', async () => {
  const [who] = await four.sql<{ person_id: string }>('select person_id from act where case_id = $1 limit 1', [victim]);
  let version = 900_000;
  for (const [name, data] of [
    ['recordNoContact', '{"relative":"x","proof":"s1:1:AAAA"}'],
    ['nameRelative', '{"proof":5}'],
    ['constructor', '[]'],
    ['answerQuestion', 'null'],
    ['signReport', '{"to":{"a":1}}'],
  ] as const)
    await four.sql(
      `insert into act (id, case_id, at_version, name, occurred_on, entered_at, person_id, role, data)
         values (gen_random_uuid(), $1, $2, $3, '9999-12-31', '0001-01-01', $4, 'nobody', $5)`,
      [victim, version++, name, who!.person_id, data],
    );
  await four.sql(
    `insert into case_state (id, case_id, at_version, step, from_state, to_state, taken_on, taken_at, person_id, role, proof)
     values (gen_random_uuid(), $1, $2, 'x', 'INTAKE', 'CLOSED', '9999-12-31', now(), $3, 'x', 'x')`,
    [victim, version, who!.person_id],
  );
  expect(await wrong(2)).toEqual([]);
});
