import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { OrganisationRow } from './organisation.row.js';
import { PersonRow } from './person.row.js';

@Entity('device', { comment: 'Browsers a person has signed in with, by the hash of a random cookie.' })
export class DeviceRow {
  @ForeignKey(() => PersonRow)
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @ForeignKey(() => OrganisationRow)
  @Column('uuid', { nullable: true })
  house!: string | null;
  @Column('timestamptz', { name: 'first_seen_at' }) firstSeenAt!: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt!: Date;
}
