import { type Place, placesOfCases, placesOfHouse } from '../../libs/vault/places.js';
import { ownerForAll } from '../support/database.js';
import { literalsOf } from './literals.js';
import { filesIn, isSpec, source } from './sources.js';

jest.setTimeout(60_000);

/**
 * Texts that stand in the clear, and why. Every other text column is sealed by the application and says so in its comment
 * (docs/decisions/sealed.md): a new one is decided here.
 */
const plain: Readonly<Record<string, readonly string[]>> = {
  'codes, which SQL finds cases, letters and deadlines by': [
    'survey_case.case_no',
    'survey_case.state',
    'act.name',
    'act.role',
    'case_state.step',
    'case_state.from_state',
    'case_state.to_state',
    'case_state.role',
    'relative.relation',
    'deliberation.standard_item.item',
    'deadline.rule',
    'deadline.subject',
    'deadline.counted_from',
    'deadline.last_lead',
    'deadline.calendar_version',
    'reminder.lead',
    'mail.kind',
    'mail.refused_why',
    'upkeep.what',
  ],
  'prints, keyed or of long texts, and keys that are wrapped': [
    'released_draft.fingerprint',
    'final_report.fingerprint',
    'idempotency.fingerprint',
    'idempotency.key',
    'sign_in_attempt.address_hash',
    'sign_in_attempt.account_hash',
    'root_letter.address_index',
    'appointment.email_index',
    'key_ring.proof',
    'house_key.master_key',
    'house_key.wrapped',
    'former_key.master_key',
    'former_key.wrapped',
    'case_key.master_key',
    'case_key.wrapped',
    'person.email_index',
  ],
  'names of offices, and what everybody may know of them': ['organisation.name', 'organisation.code'],
  'words for kinds of browsers, apps, providers and jobs': [
    'session.app',
    'sign_in_attempt.app',
    'session.browser',
    'session.system',
    'sign_in_step.app',
    'sign_in_step.next',
    'oidc_request.next',
    'oidc_request.provider',
    'oidc_grant.provider',
    'passkey.rp_id',
    'passkey.transports',
    'role_grant.role',
    'power_request.role',
    'outbox.job',
    'root_letter.refused_why',
    'installation.name',
    'installation.value',
  ],
  'signing in finds a row by it; the provider of an office made it up': ['oidc_identity.issuer', 'oidc_identity.subject'],
  'public halves and hashes of what is random, and what is random and used once': [
    'passkey.credential_id',
    'session.token_hash',
    'session.device_hash',
    'device.token_hash',
    'api_token.token_hash',
    'invitation.code_hash',
    'sign_in_step.token_hash',
    'sign_in_step.challenge',
    'sign_in_step.code_hash',
    'oidc_request.state_hash',
    'oidc_request.browser_hash',
    'oidc_request.state',
    'oidc_request.nonce',
    'oidc_request.verifier',
  ],
  'counts of a minute, gone within two hours': ['request_count.who'],
  'counts of what was refused at the doors, by the id of a person and words of the program, gone after ninety days': [
    'refusal_count.app',
    'refusal_count.who',
    'refusal_count.way',
    'refusal_count.why',
  ],
  'ids, codes and days alone': [
    'journal_head.chain',
    'journal_head.hash',
    'journal_root.previous',
    'journal_root.tree',
    'journal_root.hash',
    'journal_leaf.chain',
    'journal_leaf.hash',
    'journal_drawer.hash',
    'key_ring.name',
    'house_key.name',
    'key_renewal.key',
    'former_key.whose',
    'idempotency.result',
    'journal_entry.chain',
    'journal_entry.content',
    'journal_entry.previous_hash',
    'journal_entry.hash',
  ],
};

/** Tables that hold what everybody may read. */
const published = ['local_government', 'holiday', 'help_line'];

const owner = ownerForAll();

/** Columns that can hold one of a few words and nothing else. */
const namesOfCodes = async (): Promise<string[]> =>
  (
    await owner.query<{ name: string }>(
      `select format('%s.%I', conrelid::regclass, attname) as name from pg_constraint join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where contype = 'c' and cardinality(conkey) = 1 and pg_get_constraintdef(oid) ~ '= ANY \\(ARRAY'`,
    )
  ).map(({ name }) => name);

/** Every text column there is, and what its comment says of it. */
const textColumns = () =>
  owner.query<{ name: string; comment: string | null }>(
    `select format('%s.%I', c.oid::regclass, attname) as name, col_description(c.oid, attnum) as comment
     from pg_class c join pg_attribute on attrelid = c.oid
     where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'deliberation') and attnum > 0 and not attisdropped
       and atttypid in ('text'::regtype, 'jsonb'::regtype)`,
  );

it('every text is sealed, or is named here with a reason', async () => {
  const columns = await textColumns();
  const open = columns.filter(({ comment }) => !/sealed/i.test(comment ?? '')).map(({ name }) => name);
  const codes = await namesOfCodes();
  const isPublished = (name: string) => published.includes(name.split('.')[0]!);
  const named = Object.values(plain).flat();
  expect(open.filter((name) => !named.includes(name) && !codes.includes(name) && !isPublished(name))).toEqual([]);
  expect(named.filter((name) => !open.includes(name))).toEqual([]);
  expect(columns.length - open.length).toBeGreaterThan(20);
});

it('what is sealed is sealed anew with a new data key: no column is forgotten there', async () => {
  const columns = await textColumns();
  const saying = (words: RegExp) =>
    columns
      .filter(({ comment }) => words.test(comment ?? ''))
      .map(({ name }) => name)
      .sort();
  const known = (places: readonly Place[]) => places.flatMap(({ table, columns: of }) => of.map((column) => `${table}.${column}`)).sort();
  expect([...known(placesOfCases), 'act.data'].sort()).toEqual(saying(/sealed with the key of the case/i));
  expect(known(placesOfHouse)).toEqual(saying(/sealed with the key of the house/i));
});

it('names and addresses of people are read and written where they are opened and sealed, and nowhere else', () => {
  const home = ['libs/accounts/', 'libs/mail/reader.ts'];
  const files = filesIn(['apps', 'libs', 'seeds'], source).filter((file) => !isSpec(file) && !home.some((place) => file.startsWith(place)));
  const raw = files.flatMap((file) => literalsOf(file)).filter(({ text }) => readsNames(text));
  expect(raw.map(({ file, line }) => `${file}:${line}`)).toEqual([]);
  expect(readsNames('select name from person where id = $1')).toBe(true);
  expect(readsNames('select p.id, p.email from role_grant g join person p on p.id = g.person_id')).toBe(true);
  expect(readsNames('select o.name from organisation o join person p on true')).toBe(false);
});

function readsNames(sql: string): boolean {
  const alias = /\b(?:from|join|into|update) person (?:as )?(?!where|set|on|order)([a-z]\w*)\b/.exec(sql)?.[1];
  if (alias) return new RegExp(`\\b${alias}\\.(name|email)\\b`).test(sql);
  return /\b(from|join|into|update) person\b/.test(sql) && /(?<![.\w])(name|email)(?!\w)/.test(sql);
}
