import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Prefecture and ministry read lists of few cases among many: each along an index that holds just those. */
export class OutlineLists1764000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create index survey_case_prefecture on survey_case (reported_at, id) where overridden or serious;
create index survey_case_reader on survey_case (reported_at, id) where consented;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index survey_case_prefecture; drop index survey_case_reader;');
  }
}
