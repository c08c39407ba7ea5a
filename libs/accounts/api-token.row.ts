import type { PlainDate } from '#lib/kernel';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { TokenScope } from './domain/token-scope.js';
import { PersonRow } from './person.row.js';
import { RoleGrantRow } from './role-grant.row.js';

@Entity('api_token')
@Index('api_token_grant', ['grantId'])
@Check('api_token_scope_check', `scope in ('read', 'write')`)
export class ApiTokenRow {
  @PrimaryColumn('uuid') id!: string;
  /** Null until somebody who holds the role has taken the token over. */
  @Column('text', { name: 'token_hash', nullable: true, unique: true }) tokenHash!: string | null;
  @ForeignKey(() => RoleGrantRow)
  @Column('uuid', { name: 'grant_id' })
  grantId!: string;
  @Column('text') label!: string;
  @Column('text', { default: 'write' }) scope!: TokenScope;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('date', { name: 'ends_on', nullable: true }) endsOn!: PlainDate | null;
  @Column('date', { name: 'last_used_on', nullable: true }) lastUsedOn!: PlainDate | null;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt!: Date | null;
  @ForeignKey(() => PersonRow)
  @Column('uuid', { name: 'taken_by', nullable: true })
  takenBy!: string | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('text', { nullable: true }) proof!: string | null;
}
