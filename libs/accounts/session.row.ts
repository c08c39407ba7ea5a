import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OrganisationRow } from './organisation.row.js';
import { PersonRow } from './person.row.js';
import { RoleGrantRow } from './role-grant.row.js';

@Entity('session', { comment: 'Times here are real time, never training time.' })
@Index('session_person', ['personId'])
@Index('session_id', ['id'], { unique: true })
export class SessionRow {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('uuid') id!: string;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'person_id' })
  personId!: string;
  @ForeignKey(() => RoleGrantRow)
  @Column('uuid', { name: 'grant_id', nullable: true })
  grantId!: string | null;
  @Column('text') app!: string;
  @Column('text', { nullable: true }) proof!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt!: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  @Column('text', { nullable: true }) browser!: string | null;
  @Column('text', { nullable: true }) system!: string | null;
  @Column('text', { name: 'device_hash', nullable: true }) deviceHash!: string | null;
  @ForeignKey(() => OrganisationRow)
  @Column('uuid', { nullable: true })
  house!: string | null;
}
