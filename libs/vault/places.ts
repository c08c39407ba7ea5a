/** Where sealed texts are kept: table, the column that is its id in a place (`relative.name:<id>`), and the columns. */
export interface Place {
  readonly table: string;
  readonly id: string;
  readonly columns: readonly string[];
  /** The column that says of which case it is; absent where it is of the house. */
  readonly caseId?: string;
}
const ofCase = (table: string, ...columns: string[]): Place => ({ table, id: 'id', columns, caseId: 'case_id' });
const ofHouse = (table: string, id: string, ...columns: string[]): Place => ({ table, id, columns });

/** Every column that is sealed with the key of a case. Acts besides, which are sealed field by field. A rule test keeps both lists whole. */
export const placesOfCases: readonly Place[] = [
  { ...ofCase('survey_case', 'pupil_name', 'grade'), caseId: 'id' },
  ofCase('relative', 'name'),
  ofCase('mandate', 'name', 'email', 'post'),
  ofCase('appointment', 'name', 'profession', 'nominating_body'),
  ofCase('case_state', 'proof'),
  ofCase('released_draft', 'content'),
  ofCase('final_report', 'content'),
  ofCase('break_glass', 'reason', 'stop_reason'),
  ofCase('deliberation.standard_item', 'answer', 'looked_at'),
  ofCase('deliberation.draft', 'content'),
];

/** Every column that is sealed with the key of the house. */
export const placesOfHouse: readonly Place[] = [
  ofHouse('person', 'id', 'name', 'email', 'email_before', 'password_hash'),
  ofHouse('appointment', 'id', 'email'),
  ofHouse('role_grant', 'id', 'known_as'),
  ofHouse('recovery', 'id', 'reason'),
  ofHouse('totp', 'person_id', 'secret_sealed'),
  ofHouse('sign_in_step', 'id', 'pending_secret', 'address', 'proof'),
  ofHouse('sign_in_step', 'code_id', 'code_sealed'),
  ofHouse('session', 'id', 'proof'),
  ofHouse('passkey', 'id', 'label', 'public_key'),
  ofHouse('oidc_identity', 'id', 'proof'),
  ofHouse('invitation', 'id', 'proof'),
  ofHouse('api_token', 'id', 'label', 'proof'),
  ofHouse('root_letter', 'id', 'address'),
];
