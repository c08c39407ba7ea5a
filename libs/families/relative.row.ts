import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('relative')
@Index('relative_case', ['caseId'])
@Index('relative_person', ['personId'])
export class RelativeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: string | null;
  @Column('text') name!: string;
  @Column('text') relation!: string;
  @Column('text') term!: string;
  @Column('boolean', { default: true }) reminders!: boolean;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
}
