import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('survey_case')
@Index('survey_case_founder_due', ['founderId', 'nextDueOn', 'id'])
@Index('survey_case_founder_reported', ['founderId', 'reportedAt', 'id'])
@Index('survey_case_founder_state', ['founderId', 'state', 'id'])
@Index('survey_case_school_due', ['schoolId', 'nextDueOn', 'id'])
@Index('survey_case_school_reported', ['schoolId', 'reportedAt', 'id'])
@Index('survey_case_school_state', ['schoolId', 'state', 'id'])
export class SurveyCaseRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'case_no', unique: true }) caseNo!: string;
  @Column('uuid', { name: 'founder_id' }) founderId!: string;
  @Column('uuid', { name: 'school_id' }) schoolId!: string;
  @Column('text') edition!: string;
  @Column('text') state!: string;
  @Column('date', { name: 'state_since' }) stateSince!: string;
  @Column('int', { default: 1 }) version!: number;
  @Column('text', { name: 'pupil_name' }) pupilName!: string;
  @Column('text', { nullable: true }) grade!: string | null;
  @Column('date', { name: 'date_of_death' }) dateOfDeath!: string;
  @Column('boolean', { default: false }) overridden!: boolean;
  @Column('boolean', { default: false }) serious!: boolean;
  @Column('boolean', { default: false }) consented!: boolean;
  @Column('date', { name: 'next_due_on', nullable: true }) nextDueOn!: string | null;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt!: Date;
}
