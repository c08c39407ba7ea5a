import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('released_draft')
@Unique(['caseId', 'version'])
export class ReleasedDraftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('int') version!: number;
  @Column('text') content!: string;
  @Column('text') fingerprint!: string;
  @Column('timestamptz', { name: 'released_at' }) releasedAt!: Date;
}
