import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity({ name: 'standard_item', schema: 'deliberation' })
@Index('standard_item_case', ['caseId', 'item', 'enteredAt'])
export class StandardItemRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') item!: string;
  @Column('text') outcome!: string;
  @Column('text') answer!: string;
  @Column('text', { name: 'looked_at', nullable: true }) lookedAt!: string | null;
  @Column('timestamptz', { name: 'entered_at' }) enteredAt!: Date;
  @Column('uuid', { name: 'person_id' }) personId!: string;
}
