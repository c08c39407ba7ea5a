import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('break_glass')
@Index('break_glass_case', ['caseId'])
@Index('break_glass_asker', ['askedBy'])
export class BreakGlassRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') ground!: string;
  @Column('text') reason!: string;
  @Column('int') hours!: number;
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  @Column('text', { name: 'asked_as' }) askedAs!: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId!: string;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @Column('uuid', { name: 'grant_id', nullable: true }) grantId!: string | null;
  @Column('timestamptz', { name: 'ends_at', nullable: true }) endsAt!: Date | null;
  @Column('timestamptz', { name: 'opens_at', nullable: true }) opensAt!: Date | null;
  @Column('uuid', { name: 'stopped_by', nullable: true }) stoppedBy!: string | null;
  @Column('timestamptz', { name: 'stopped_at', nullable: true }) stoppedAt!: Date | null;
  @Column('text', { name: 'stop_reason', nullable: true }) stopReason!: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
}
