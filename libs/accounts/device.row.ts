import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { PersonRow } from './person.row.js';

@Entity('device', { comment: 'Browsers a person has signed in with, by the hash of a random cookie.' })
export class DeviceRow {
  @ForeignKey(() => PersonRow)
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('timestamptz', { name: 'first_seen_at' }) firstSeenAt!: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt!: Date;
}
