import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What a fresh start does with everything that stands in a person's name (`endWhatTheAccountBegan`): a table that is added says here whether
 * whoever had the account could come back by it. `test/integration/fresh-start.spec.ts` tries what ends.
 */
const ends = [
  'session',
  'sign_in_step',
  'device',
  'totp',
  'passkey',
  'code_by_mail',
  'oidc_identity',
  'invitation',
  'api_token',
  'recovery',
  'power_request',
];
const stays: Readonly<Record<string, string>> = {
  act: 'what was done stays; it is in the journal',
  case_state: 'what was done stays; it is in the journal',
  released_act: 'a view of acts',
  opened_by_office: 'a view of the journal',
  'deliberation.draft': 'what was done stays',
  'deliberation.standard_item': 'what was done stays',
  role_grant: 'what the person is, and may do, is not changed by how they sign in; roles they gave are in the journal of people',
  appointment: 'as a role',
  mandate: 'as a role',
  relative: 'as a role',
  break_glass: 'took two, is told at once, and can be ended by the head; the session that read by it ended',
  family_letter: 'what was seen stays',
  family_letter_request: 'took two; only who asked makes the letter, and that session ended',
  staff_letter: 'waits for a second person, who alone is shown the code',
  handover: 'opens nothing',
  idempotency: 'opens nothing: what a key did is told to a session of this person only',
  mail: 'says only that something is there',
};

const catalogue = readFileSync(path.join(__dirname, '..', '..', 'migrations', 'catalogue.txt'), 'utf8');

it('a fresh start says of every table with somebody’s name in it whether it ends or why it stays', () => {
  const keys = [...catalogue.matchAll(/^constraint (\S+) \S+: FOREIGN KEY \(\w+\) REFERENCES person\(id\)/gm)];
  const columns = [...catalogue.matchAll(/^column (\S+)\.\w*(?:person_id|_by|successor_id)\b/gm)];
  const tables = new Set([...keys, ...columns].map(([, table]) => table!));
  expect([...tables].sort()).toEqual([...ends, ...Object.keys(stays)].sort());
});
