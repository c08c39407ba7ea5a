import type { PlainDate } from '#lib/kernel';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { RoleGrantRow } from './role-grant.row.js';

@Entity('api_token')
export class ApiTokenRow {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @ForeignKey(() => RoleGrantRow)
  @Column('uuid', { name: 'grant_id' })
  grantId!: string;
  @Column('text') label!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: PlainDate | null;
  @Column('date', { name: 'last_used_on', nullable: true }) lastUsedOn!: PlainDate | null;
}
