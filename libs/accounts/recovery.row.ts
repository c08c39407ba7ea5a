import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OrganisationRow } from './organisation.row.js';
import { PersonRow } from './person.row.js';

@Entity('recovery', { comment: 'Two people give a third a fresh start: one starts, another confirms with a reason.' })
@Index('recovery_organisation', ['organisationId', 'startedAt'])
@Index('recovery_person', ['personId'])
export class RecoveryRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'person_id' })
  personId!: string;
  @ForeignKey(() => OrganisationRow)
  @Column('uuid', { name: 'organisation_id' })
  organisationId!: string;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'started_by' })
  startedBy!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  /** Not to be confirmed before. */
  @Column('timestamptz', { name: 'opens_at' }) opensAt!: Date;
  @Column('timestamptz', { name: 'ends_at' }) endsAt!: Date;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'confirmed_by', nullable: true })
  confirmedBy!: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'stopped_by', nullable: true })
  stoppedBy!: string | null;
  @Column('timestamptz', { name: 'stopped_at', nullable: true }) stoppedAt!: Date | null;
  @Column('text', { nullable: true }) reason!: string | null;
}
