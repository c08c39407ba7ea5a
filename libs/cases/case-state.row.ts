import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('case_state')
@Index('case_state_case', ['caseId', 'atVersion'], { unique: true })
export class CaseStateRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int', { name: 'at_version' }) atVersion!: number;
  @Column('text') step!: string;
  @Column('text', { name: 'from_state' }) fromState!: string;
  @Column('text', { name: 'to_state' }) toState!: string;
  @Column('date', { name: 'taken_on' }) takenOn!: string;
  @Column('timestamptz', { name: 'taken_at' }) takenAt!: Date;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') role!: string;
  @Column('text', { nullable: true }) proof!: string | null;
}
