import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is said about a word that stays in the committee's room stays there, too, and so does the letter that tells of it
 * (docs/decisions/leaves-by-a-step.md): said a second time for the accounts of console and API.
 */
export class WhatAnswersStays1764000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const next = (order: 'above' | 'below') => `(select s.step from case_state s where s.case_id = act.case_id
  and s.step in ('showDraft', 'reviseDraft', 'submitReport') and s.at_version ${order === 'above' ? '>' : '<'} act.at_version
  order by s.at_version${order === 'above' ? '' : ' desc'} limit 1)`;

const statements = [
  `create policy outside_the_room on act as restrictive for select to yorisoi_console, yorisoi_api using (
    name not in ('confirmStatement', 'contestStatement', 'attestStatement') or data->>'of' is distinct from 'giveOpinion'
    or 'submitReport' in (${next('above')}, ${next('below')}))`,
  'alter table mail add column room boolean not null default false',
  `comment on column mail.room is 'What causes the letter stays in the committee''s room.'`,
  'create policy outside_the_room on mail as restrictive for select to yorisoi_console, yorisoi_api using (not room)',
];
