import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('final_report')
@Unique(['caseId', 'version'])
export class FinalReportRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') version!: number;
  @Column('text') content!: string;
  @Column('text') fingerprint!: string;
  @Column('date', { name: 'signed_on' }) signedOn!: string;
}
