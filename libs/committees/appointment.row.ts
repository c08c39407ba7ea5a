import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('appointment')
@Index('appointment_case', ['caseId'])
@Index('appointment_person', ['personId'])
export class AppointmentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: string | null;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { name: 'email_index', nullable: true }) emailIndex!: string | null;
  @Column('boolean', { name: 'despite_recusal', default: false }) despiteRecusal!: boolean;
  @Column('uuid', { name: 'appointed_by', nullable: true }) appointedBy!: string | null;
  @Column('timestamptz', { name: 'appointed_at', nullable: true, default: () => 'clock_timestamp()' }) appointedAt!: Date | null;
  @Column('uuid', { name: 'confirmed_by', nullable: true }) confirmedBy!: string | null;
  @Column('timestamptz', { name: 'confirmed_at', nullable: true }) confirmedAt!: Date | null;
  @Column('timestamptz', { name: 'held_back_at', nullable: true }) heldBackAt!: Date | null;
  @Column('text') role!: string;
  @Column('text') name!: string;
  @Column('text') profession!: string;
  @Column('text', { name: 'nominating_body' }) nominatingBody!: string;
  @Column('boolean') outside!: boolean;
  @Column('boolean', { default: false }) chair!: boolean;
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: string | null;
  @Column('date', { name: 'recused_on', nullable: true }) recusedOn!: string | null;
}
