import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PersonRow } from '../person.row.js';

@Entity('code_by_mail', { comment: 'Relatives who take a code by mail as their second factor.' })
export class CodeByMailRow {
  @ForeignKey(() => PersonRow)
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
}
