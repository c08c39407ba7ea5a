import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Name and address are sealed; the index is a keyed print of the address, by which it is found without regard to case. Several people may have one
 * address, each known by another house; one of them at most signs in with it.
 */
@Entity('person')
@Index('person_email', ['emailIndex'])
@Index('person_sign_in_name', ['emailIndex'], { unique: true, where: 'email_proven' })
export class PersonRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** Null where the person has given none. */
  @Column('text', { nullable: true }) email!: string | null;
  @Column('text', { name: 'email_index', nullable: true }) emailIndex!: string | null;
  /** The person signs in with the address: a code that was sent there came back. */
  @Column('boolean', { name: 'email_proven', default: false }) emailProven!: boolean;
  /** Sealed: what was written to before, to tell it that another took its place, and since when. */
  @Column('text', { name: 'email_before', nullable: true }) emailBefore!: string | null;
  @Column('timestamptz', { name: 'email_left_at', nullable: true }) emailLeftAt!: Date | null;
  /** Null where the person signs in by passkey alone or through their office. */
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  /** A program with a token of the API: nobody signs in as it and no letter goes to it. */
  @Column('boolean', { default: false }) program!: boolean;
  /** Null until everything of the person ended for the first time. */
  @Column('timestamptz', { name: 'sessions_from', nullable: true }) sessionsFrom!: Date | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  /** Whoever runs the system has seen that this person holds the account. */
  @Column('timestamptz', { name: 'vouched_at', nullable: true }) vouchedAt!: Date | null;
}
