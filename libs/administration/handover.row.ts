import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Who takes over after a grant that ends. What work is open is computed when it is read, for those who may see the cases. */
@Entity('handover')
@Check('handover_cases_check', 'cases >= 5')
@Check('handover_deadlines_check', 'deadlines >= 5')
export class HandoverRow {
  @PrimaryColumn('uuid', { name: 'grant_id' }) grantId!: string;
  @Column('uuid', { name: 'successor_id', nullable: true }) successorId!: string | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('uuid', { name: 'closed_by', nullable: true }) closedBy!: string | null;
  @Column('timestamptz', { name: 'counted_at', nullable: true }) countedAt!: Date | null;
  /** For administrators, who see no case: null while it is fewer than five, none included. */
  @Column('int', { nullable: true }) cases!: number | null;
  @Column('int', { nullable: true }) deadlines!: number | null;
}
