import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity({ name: 'draft', schema: 'deliberation' })
@Unique(['caseId', 'version'])
export class DraftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') version!: number;
  @Column('text') content!: string;
  @Column('timestamptz', { name: 'frozen_at' }) frozenAt!: Date;
  @Column('uuid', { name: 'person_id' }) personId!: string;
}
