import type { PlainDate, Role } from '#lib/kernel';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OrganisationRow } from './organisation.row.js';
import { PersonRow } from './person.row.js';

@Entity('role_grant')
@Index('role_grant_person', ['personId'])
@Index('role_grant_organisation', ['organisationId', 'personId'])
export class RoleGrantRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'person_id' })
  personId!: string;
  @Column('text') role!: Role;
  @ForeignKey(() => OrganisationRow)
  @Column('uuid', { name: 'organisation_id', nullable: true })
  organisationId!: string | null;
  @Column('date', { name: 'starts_on' }) startsOn!: PlainDate;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: PlainDate | null;
  @Column('text', { name: 'known_as', nullable: true }) knownAs!: string | null;
  /** Null where the system gave it. */
  @Column('uuid', { name: 'given_by', nullable: true }) givenBy!: string | null;
  /** Real time. Null where whoever runs the system gave it at the machine. */
  @Column('timestamptz', { name: 'given_at', nullable: true, default: () => 'clock_timestamp()' }) givenAt!: Date | null;
}
