import { Column, Entity, PrimaryColumn } from 'typeorm';

/** E-mail addresses are unique without regard to case, by an expression index that TypeORM does not know. */
@Entity('person')
export class PersonRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** Null where the person has given none. */
  @Column('text', { nullable: true }) email!: string | null;
  /** Null where the person signs in by passkey alone or through their office. */
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
