import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import { type Label, type Planted, type Relation, type Row, type Settings, plant } from './sql-matrix.js';

const people = [
  'founder',
  'founderHead',
  'administrator',
  'school',
  'committeeMember',
  'secretariat',
  'relative',
  'sister',
  'representative',
] as const;
type Who = (typeof people)[number];
const appOf = (who: Who): Label =>
  who === 'committeeMember' || who === 'secretariat'
    ? 'committee'
    : who === 'relative' || who === 'sister' || who === 'representative'
      ? 'family'
      : 'console';
const alone: readonly Who[] = ['relative', 'sister', 'representative'];

/** A founder with one case, two relatives and everything else a table can hold, with rows whose owner is known. */
export class SqlHouse {
  private readonly ids = new Map<string, string>();
  constructor(private readonly label: 'own' | 'foreign') {}

  id(what: string): string {
    if (!this.ids.has(what)) this.ids.set(what, randomUUID());
    return this.ids.get(what)!;
  }
  /** Settings of somebody of this house. */
  as(
    role: Who | 'reader' | 'prefecture' | 'breakGlass' | 'system',
    who: Who = people.includes(role as Who) ? (role as Who) : 'founder',
  ): Settings {
    const organisation = role === 'school' ? this.id('school') : this.id('founder');
    return { person: this.id(who), role, ...(alone.includes(role as Who) ? {} : { organisation }) };
  }
  async plant(owner: Client, relations: readonly Relation[]): Promise<Map<string, readonly Planted[]>> {
    const planted = new Map<string, readonly Planted[]>();
    for (const relation of relations.filter(({ isView }) => !isView)) {
      const rows: Planted[] = [];
      for (const [label, said] of this.rows(relation.name)) rows.push(await plant(owner, relation, label, said));
      planted.set(relation.name, rows);
    }
    return planted;
  }
  /** Of what no table knows whose it is. */
  labelOfView(row: Row): Label {
    const ofSister = [row.relative_id, (row.data as { relative?: string } | undefined)?.relative].includes(this.id('sister row'));
    return this.label === 'own' && ofSister ? 'sister' : this.label;
  }
  holds = (row: Row): boolean => row.case_id === this.id('case');

  private ofPeople(
    of: (who: Who) => Row,
    label: (who: Who) => Label = (who) => (this.label === 'own' ? appOf(who) : 'foreign'),
  ): [Label, Row][] {
    return (['founder', 'committeeMember', 'relative'] as const).map((who) => [label(who), of(who)]);
  }
  private rows(table: string): readonly (readonly [Label, Row])[] {
    const { label } = this;
    const id = (what: string) => this.id(what);
    const own = (more: Row = {}): [Label, Row][] => [[label, more]];
    const ofCase = (more: Row = {}) => own({ case_id: id('case'), ...more });
    const both = (of: (who: 'relative' | 'sister') => Row): [Label, Row][] => [
      [label, { case_id: id('case'), ...of('relative') }],
      [label === 'own' ? 'sister' : label, { case_id: id('case'), ...of('sister') }],
    ];
    const shared = (more: Row = {}): [Label, Row][] => (label === 'own' ? [['shared', more]] : []);
    const app = (who: Who) => appOf(who);
    const entered = { occurred_on: '2026-02-01' };
    const told: Readonly<Record<string, () => readonly (readonly [Label, Row])[]>> = {
      organisation: () => [
        [label, { id: id('founder'), kind: 'founder' }],
        [label, { id: id('school'), kind: 'school', parent_id: id('founder') }],
      ],
      person: () => people.map((who): [Label, Row] => [who === 'sister' && label === 'own' ? 'sister' : label, { id: id(who) }]),
      role_grant: () =>
        people.map((who): [Label, Row] => [
          who === 'sister' && label === 'own' ? 'sister' : label,
          {
            id: id(`grant of ${who}`),
            person_id: id(who),
            role: who === 'sister' ? 'relative' : who,
            organisation_id: alone.includes(who) ? null : id(who === 'school' ? 'school' : 'founder'),
            starts_on: '2020-04-01',
          },
        ]),
      survey_case: () => own({ id: id('case'), founder_id: id('founder'), school_id: id('school'), edition: '2025', state: 'INTAKE' }),
      relative: () => both((who) => ({ id: id(`${who} row`), person_id: id(who), term: 'jishi' })),
      mandate: () =>
        both((who) => ({
          relative_id: id(`${who} row`),
          person_id: who === 'relative' ? id('representative') : null,
          kind: 'lawyer',
          starts_on: '2020-04-01',
        })),
      appointment: () => [
        [label, { case_id: id('case'), person_id: id('committeeMember'), role: 'committeeMember', starts_on: '2020-04-01' }],
        [label, { case_id: id('case'), person_id: id('secretariat'), role: 'secretariat', starts_on: '2020-04-01' }],
      ],
      act: () => [
        [
          label,
          { case_id: id('case'), ...entered, name: 'recordCare', person_id: id('founder'), role: 'founder', data: { proof: 's1:1:x' } },
        ],
        [
          label,
          {
            case_id: id('case'),
            ...entered,
            name: 'freezeDraft',
            person_id: id('committeeMember'),
            role: 'committeeMember',
            data: { proof: 's1:1:x' },
          },
        ],
        ...both((who) => ({
          ...entered,
          name: 'recordIntention',
          person_id: id(who),
          role: 'relative',
          data: { relative: id(`${who} row`), proof: 's1:1:x' },
        })),
        ...both((who) => ({
          ...entered,
          name: 'recordNoContact',
          person_id: id('founder'),
          role: 'founder',
          data: { relative: id(`${who} row`), proof: 's1:1:x' },
        })),
      ],
      case_state: () =>
        ofCase({
          at_version: 1,
          step: 'startBasicSurvey',
          from_state: 'INTAKE',
          to_state: 'BASIC_RUNNING',
          person_id: id('founder'),
          role: 'founder',
          proof: 's1:1:x',
        }),
      case_key: () => ofCase({ no: 1, master_key: 'x key' }),
      key_ring: () => shared({ name: 'x key', kind: 'master' }),
      house_key: () => shared({ master_key: 'x key' }),
      former_key: () => shared({ master_key: 'x key' }),
      deadline: () => ofCase({ id: id('deadline') }),
      reminder: () => own({ deadline_id: id('deadline') }),
      mail: () => both((who) => ({ person_id: id(who) })),
      idempotency: () => own({ person_id: id('founder') }),
      'deliberation.draft': () => ofCase(),
      'deliberation.standard_item': () => ofCase({ outcome: 'answered' }),
      released_draft: () => ofCase(),
      final_report: () => ofCase(),
      break_glass: () =>
        ofCase({ ground: 'courtOrder', hours: 1, asked_by: id('founder'), asked_as: 'founder', organisation_id: id('founder') }),
      invitation: () =>
        this.ofPeople((who) => ({
          ...(who === 'relative' ? { id: id('invitation') } : {}),
          person_id: id(who),
          app: app(who),
          purpose: 'first',
          house: id('founder'),
        })),
      family_letter: () => ofCase({ invitation_id: id('invitation'), relative_id: id('relative row') }),
      family_letter_request: () =>
        ofCase({
          relative_id: id('relative row'),
          person_id: id('relative'),
          asked_by: id('founder'),
          identity_by: id('school'),
          asked_at: '2026-01-01',
          opens_at: '2099-01-05',
        }),
      journal_entry: () =>
        ofCase({
          chain: id('case'),
          content: JSON.stringify({
            event: 'read',
            role: 'founder',
            at: '2026-02-01T00:00:00Z',
            personId: id('founder'),
            organisationId: id('founder'),
          }),
        }),
      journal_head: () => own({ chain: id('case') }),
      journal_root: () => shared({ no: 900 }),
      journal_leaf: () => shared({ root_no: 900 }),
      journal_drawer: () => shared({ root_no: 900 }),
      root_letter: () => shared({ root_no: 900 }),
      key_renewal: () => shared({ what: 'wrap' }),
      upkeep: () => shared({ what: 'backup' }),
      training_clock: () => shared({ id: 1, ahead: '1 day' }),
      oidc_identity: () => own({ person_id: id('founder'), founder: id('founder') }),
      oidc_grant: () => own({ grant_id: id('grant of founder') }),
      api_token: () => own({ grant_id: id('grant of founder'), scope: 'read' }),
      staff_letter: () =>
        own({ person_id: id('founder'), organisation_id: id('founder'), asked_by: id('administrator'), made_at: '2026-01-01', two: false }),
      handover: () => own({ grant_id: id('grant of founder') }),
      power_request: () =>
        own({
          organisation_id: id('founder'),
          person_id: id('founderHead'),
          what: 'end',
          grant_id: id('grant of founderHead'),
          asked_by: id('administrator'),
          asked_at: '2026-01-01',
          opens_at: '2099-01-05',
        }),
      recovery: () => own({ person_id: id('founder'), started_by: id('administrator'), organisation_id: id('founder') }),
      session: () => this.ofPeople((who) => ({ person_id: id(who), grant_id: id(`grant of ${who}`), app: app(who) })),
      sign_in_step: () => this.ofPeople((who) => ({ person_id: id(who), app: app(who), proven: 'password', stage: 'second' })),
      totp: () => this.ofPeople((who) => ({ person_id: id(who) })),
      passkey: () => this.ofPeople((who) => ({ person_id: id(who) })),
      code_by_mail: () => this.ofPeople((who) => ({ person_id: id(who) })),
      device: () => this.ofPeople((who) => ({ person_id: id(who) })),
      sign_in_attempt: () => (label === 'own' ? this.ofPeople((who) => ({ app: app(who) })) : []),
      refusal_count: () => (label === 'own' ? this.ofPeople((who) => ({ app: app(who) })) : []),
      request_count: () =>
        label === 'own'
          ? (['console', 'family', 'committee', 'api'] as const).map((one): [Label, Row] => [one, { who: `${one} reads x` }])
          : [],
      outbox: () => shared({ job: 'send-mail' }),
      oidc_request: () => shared({ ends_at: '2020-01-01' }),
      holiday: () => shared({ day: '1999-01-01' }),
    };
    return (told[table] ?? (() => shared()))();
  }
}
