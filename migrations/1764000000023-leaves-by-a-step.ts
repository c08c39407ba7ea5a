import type { MigrationInterface, QueryRunner } from 'typeorm';
import { accounts } from './rights.js';

/**
 * What leaves the committee's room leaves by a step (docs/decisions/leaves-by-a-step.md): said a second time
 * for the accounts of the others. The committee's own account sees all acts of its cases as before.
 */
export class LeavesByAStep1764000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [neverHandedIn, ...outside, ...written]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

/**
 * Reports were kept when they were signed: those that were never handed in are taken away. Their text lies in the room as the draft they were.
 * The nth row is of the nth signature; the one that counts is the last before a report was handed in.
 */
const neverHandedIn = `
delete from final_report f where not exists (
  select from (select case_id, at_version, row_number() over (partition by case_id order by at_version) as n from act where name = 'signReport') a
  where a.case_id = f.case_id and a.n = f.version and (
    select e.name from (
      select at_version, name from act where case_id = f.case_id and name = 'signReport'
      union all
      select at_version, step from case_state where case_id = f.case_id and step in ('showDraft', 'reviseDraft', 'submitReport')
    ) e where e.at_version > a.at_version order by e.at_version limit 1) = 'submitReport')`;

/** The steps between which the words about a draft lie. */
const next = (order: 'above' | 'below') => `(select s.step from case_state s where s.case_id = act.case_id
  and s.step in ('showDraft', 'reviseDraft', 'submitReport') and s.at_version ${order === 'above' ? '>' : '<'} act.at_version
  order by s.at_version${order === 'above' ? '' : ' desc'} limit 1)`;
const handedIn = `'submitReport' in (${next('above')}, ${next('below')})`;

const never = `name not in ('answerStandardItem', 'freezeDraft')`;
const bound = `name in ('recordDraftShown', 'giveOpinion', 'answerOpinion', 'signReport') or name = 'recordReadThrough' and role in ('committeeMember', 'secretariat')`;
const seen = 'exists (select from survey_case c where c.id = act.case_id)';
const maintenance = `(select current_setting('yorisoi.maintenance', true) = 'on')`;
const quoted = accounts.map((account) => `'${account}'`).join(', ');

const outside = [
  ...['console', 'api'].map((app) => `alter policy ${app}_reads on act using (${seen} and ${never} and (not (${bound}) or ${handedIn}))`),
  // To a family goes at once what is said between it and the committee; that the report was signed, when it is handed in.
  `alter policy owner_maintains on act using (case when current_user in (${quoted}) then ${seen} and (name <> 'signReport' or ${handedIn}) else ${maintenance} end)`,
  // The view runs with the owner's policies, and asks the steps.
  `alter policy owner_maintains on case_state using (case current_user when 'yorisoi_family' then case_id = any ((select cases_of_relative())::uuid[]) else ${maintenance} end)`,
];

/** Nothing is shown but by the step that shows it, nor handed in but by the step that hands it in: the case stands there. */
const mine = `(select current_setting('yorisoi.role', true) in ('committeeMember', 'secretariat')) and case_id = any ((select cases_of_member())::uuid[])`;
const stands = (table: string, state: string) =>
  `exists (select from survey_case c where c.id = ${table}.case_id and c.state = '${state}')`;
const written = [
  `alter policy committee_adds on released_draft with check (${mine} and ${stands('released_draft', 'DRAFT_TO_FAMILY')})`,
  `alter policy committee_adds on final_report with check (${mine} and ${stands('final_report', 'REPORTED')})`,
];
