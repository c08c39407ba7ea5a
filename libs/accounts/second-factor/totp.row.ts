import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PersonRow } from '../person.row.js';

@Entity('totp')
export class TotpRow {
  @ForeignKey(() => PersonRow)
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;
  @Column('text', { name: 'secret_sealed' }) secretSealed!: string;
  @Column('bigint', { name: 'last_step' }) lastStep!: number;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
