import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PersonRow } from '../person.row.js';

@Entity('passkey')
@Index('passkey_person', ['personId'])
export class PasskeyRow {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'person_id' })
  personId!: string;
  @Column('text', { name: 'credential_id', unique: true }) credentialId!: string;
  @Column('text', { name: 'public_key' }) publicKey!: string;
  @Column('bigint') counter!: number;
  @Column('text', { name: 'rp_id' }) rpId!: string;
  @Column('text') label!: string;
  @Column('text') transports!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
