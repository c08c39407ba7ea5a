import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('mandate')
@Index('mandate_case', ['caseId'])
@Index('mandate_relative', ['relativeId'])
@Index('mandate_person', ['personId'])
export class MandateRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'relative_id' }) relativeId!: string;
  @Column('uuid', { name: 'person_id', nullable: true }) personId!: string | null;
  @Column('text') kind!: string;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { nullable: true }) post!: string | null;
  @Column('boolean', { name: 'may_speak' }) maySpeak!: boolean;
  @Column('boolean', { name: 'may_wish' }) mayWish!: boolean;
  @Column('boolean') copies!: boolean;
  @Column('date', { name: 'starts_on' }) startsOn!: string;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: string | null;
  @Column('date', { name: 'withdrawn_on', nullable: true }) withdrawnOn!: string | null;
}
