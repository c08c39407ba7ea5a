import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type AccountName, type MoreRights, accounts, grantsOf } from './rights.js';

/** Every app looks before it starts whether the database is of its version. What the operator did last, and when, is the owner's alone. */
export const moreRights: MoreRights = Object.fromEntries(
  accounts.map((account): [AccountName, MoreRights[AccountName]] => [account, { migration: 'select (name)' }]),
);

export class Upkeep1764000000033 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table upkeep (
      what text not null constraint upkeep_pk primary key constraint upkeep_what_ck check (what in ('backup', 'drill', 'restore')),
      at timestamptz not null)`);
    await runner.query(`comment on table upkeep is 'When the operator last made a backup, tried one, and put one back.'`);
    for (const statement of grantsOf(moreRights)) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations are not taken back: write a new one.');
  }
}
