import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OrganisationRow } from '../organisation.row.js';
import { PersonRow } from '../person.row.js';

/** What has been proven so far. `session`: somebody signed in adds another way; `nothing`: a passkey is about to prove everything. */
export type Proven = 'nothing' | 'password' | 'letter' | 'oidc' | 'session';
/** What is asked now: a passkey alone, a second factor, setting one up, adding one while signed in. */
export type Stage = 'passkey' | 'second' | 'enrol' | 'add';

@Entity('sign_in_step', {
  comment: 'Between a proven first factor and a session: nobody is signed in by it. Times here are real time, never training time.',
})
@Index('sign_in_step_person', ['personId'])
export class SignInStepRow {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('uuid', { unique: true }) id!: string;
  @Column('text') app!: string;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;
  @Column('text', { nullable: true }) proof!: string | null;
  @Column('text') proven!: Proven;
  @Column('text') stage!: Stage;
  @Column('text') next!: string;
  @Column('text', { nullable: true }) challenge!: string | null;
  @Column('text', { name: 'pending_secret', nullable: true }) pendingSecret!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('boolean', { name: 'address_proven', default: false }) addressProven!: boolean;
  @Column('uuid', { name: 'code_id', nullable: true }) codeId!: string | null;
  @Column('text', { name: 'code_hash', nullable: true }) codeHash!: string | null;
  @Column('text', { name: 'code_sealed', nullable: true }) codeSealed!: string | null;
  @ForeignKey(() => OrganisationRow)
  @Column('uuid', { nullable: true })
  house!: string | null;
  @Column('int') tries!: number;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
}
