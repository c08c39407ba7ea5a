import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('act')
@Index('act_case', ['caseId', 'atVersion'], { unique: true })
export class ActRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int', { name: 'at_version' }) atVersion!: number;
  @Column('text') name!: string;
  @Column('date', { name: 'occurred_on' }) occurredOn!: string;
  @Column('timestamptz', { name: 'entered_at' }) enteredAt!: Date;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') role!: string;
  @Column('uuid', { name: 'organisation_id', nullable: true }) organisationId!: string | null;
  @Column('jsonb') data!: Record<string, unknown>;
}
