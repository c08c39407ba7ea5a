import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('refusal_count', {
  comment:
    'Sign-ins that were refused, and cases that were sought and not found, by the hour. Times here are real time, never training time.',
})
export class RefusalCountRow {
  @PrimaryColumn('timestamptz') hour!: Date;
  @PrimaryColumn('text') app!: string;
  @PrimaryColumn('text') who!: string;
  @PrimaryColumn('text') way!: string;
  @PrimaryColumn('text') why!: string;
  @Column('int') counted!: number;
  @Column('timestamptz', { name: 'last_at' }) lastAt!: Date;
}
