import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isApp, journalRoles } from './1764000000029-written-by-function.js';
import { accounts } from './rights.js';

const names = (text: string): readonly string[] => text.split(/\s+/);

/** What each role enters; the head of a founder enters what the founder does, too. A rule test compares it with the table of acts and steps. */
export const actsEntered: Readonly<Record<string, readonly string[]>> = {
  school:
    names(`recordAwareness issueRecordsHold nameFamilyContact nameRelative recordSuspicions recordStaffHearings recordRecordsCheck recordPupilHearings
    recordEarlySurvey handInBasicForm explainSurveySystem explainBasicResult explainJsc explainDesks recordReadThrough tryContact restoreContact
    attestStatement answerQuestion nameParty recordJscContract recordTreatmentMonth recordCure recordJscClaim recordJscReceipt recordJscDecision
    tellLimitPassed recordCare recordMedia`),
  founder:
    names(`recordAwareness issueRecordsHold nameFamilyContact nameRelative recordSuspicions reportSeriousCase recordStaffHearings recordRecordsCheck
    recordPupilHearings recordEarlySurvey explainSurveySystem explainBasicResult explainJsc explainDesks recordReadThrough issueIntentionForm
    recordIntention tryContact recordNoContact restoreContact nameRepresentative withdrawRepresentative attestStatement askQuestion
    answerQuestion decideTransition explainNotMoved chooseOrganisation appointMember recuseMember endAppointment nameParty declareInterests
    recordTerms tellNames recordObjection answerObjection explainPlan sendProgressNote explainResult requestSupplement decideSupplement
    explainSupplementDeclined recordReinvestigation recordReinvestigationResult explainReinvestigation recordPublicationWish
    recordPublicationDecision tellFamilyBeforePublication recordPublication recordJscContract recordTreatmentMonth recordCure recordJscClaim
    forwardJscClaim recordJscReceipt recordJscDecision declineJsc tellLimitPassed recordCare recordMedia recordDisclosureRequest
    decideDisclosureRequest recordLawsuitHold releaseLawsuitHold reportRecommendation writeClosing writeReopening`),
  committeeMember:
    names(`recordReadThrough attestStatement recuseMember declareInterests recordTerms explainPlan sendProgressNote answerStandardItem freezeDraft
    recordDraftShown giveOpinion answerOpinion signReport explainResult requestSupplement`),
  secretariat:
    names(`recordReadThrough attestStatement answerQuestion recuseMember nameParty declareInterests recordTerms explainPlan sendProgressNote
    answerStandardItem freezeDraft recordDraftShown giveOpinion answerOpinion signReport explainResult`),
  relative:
    names(`recordIntention restoreContact nameRepresentative withdrawRepresentative confirmStatement contestStatement askQuestion recordObjection
    giveOpinion requestSupplement recordPublicationWish`),
  representative: names(
    `recordIntention restoreContact withdrawRepresentative askQuestion recordObjection giveOpinion requestSupplement recordPublicationWish`,
  ),
  founderHead: names(`overrideWish`),
};
export const stepsTaken: Readonly<Record<string, readonly string[]>> = {
  school: names(`startBasicSurvey reportBasicSurvey confirmFamilyExplained`),
  founder:
    names(`startBasicSurvey confirmFamilyExplained awaitIntention confirmIntention decideNotToMove moveToDetailed setUpCommittee startDetailedSurvey
    confirmResultExplained takeUpSupplement startSupplement declineSupplement startReinvestigation confirmReinvestigationExplained
    decidePublication followUpAfterPublication followUpNotMoved closeCase reopenCase resumeBasicSurvey resumeDecision resumeDetailedSurvey
    resumeSupplement`),
  committeeMember: names(`startDetailedSurvey showDraft reviseDraft submitReport confirmResultExplained takeUpSupplement`),
  secretariat: names(`startDetailedSurvey showDraft reviseDraft submitReport confirmResultExplained takeUpSupplement`),
  relative: names(`takeUpSupplement`),
  representative: names(`takeUpSupplement`),
};

/**
 * What is entered in a case carries the seal of the app that entered it: a statement has no keys, and a case goes on without what it planted
 * (docs/decisions/accounts-are-walls.md). And the database asks of each row what it can know without keys.
 * A migration has no keys: `npm run keys:seal` seals what was there before.
 */
export class EnteredByApps1764000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [proofOfSteps, sealedAtFirst, ...entered]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Walls are not taken down.');
  }
}

const proofOfSteps = `
alter table case_state add column proof text;
comment on column case_state.proof is 'What the step says, sealed with the key of the case: without it the step was not taken.';
comment on column act.data is 'Texts and choices are sealed with the key of the case, and so is a print of all that the act says; ids, days and numbers are not.';
update case_state set proof = 'plain:' || concat_ws(' ', at_version, step, from_state, to_state, taken_on, person_id, role);
insert into key_renewal (id, what, key, asked_at, not_before) select gen_random_uuid(), 'plain', 'migration 37', now(), now()
where exists (select from act) or exists (select from case_state);`;

/** As in migration 13; and an act from before is sealed once: choices that stood in the clear, and the print. */
const sealedAtFirst = `
create or replace function act_is_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('yorisoi.resealing', true) = 'on' then
    if to_jsonb(new) - 'data' = to_jsonb(old) - 'data' and not exists (
      select from jsonb_each(old.data) o full join jsonb_each(new.data) n using (key)
      where o.value is distinct from n.value and not coalesce(
        jsonb_typeof(n.value) = 'string' and n.value #>> '{}' ~ '^s1:[0-9]+:[A-Za-z0-9_-]+$'
        and case when jsonb_typeof(o.value) = 'string' and o.value #>> '{}' ~ '^s1:[0-9]+:[A-Za-z0-9_-]+$'
          then split_part(n.value #>> '{}', ':', 2)::int > split_part(o.value #>> '{}', ':', 2)::int
          else not old.data ? 'proof' and (o.value is not null or key = 'proof') end, false)
    ) then return new; end if;
  end if;
  raise exception 'acts are never changed or removed' using errcode = '42501';
end $$`;

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
const named = (of: Readonly<Record<string, readonly string[]>>, what: string): string =>
  Object.entries(of)
    .map(([role, names]) => `when '${role}' then ${what} in (${quoted(role === 'founderHead' ? [...of.founder!, ...names] : names)})`)
    .join(' ');
const setting = (name: string): string => `coalesce(current_setting('yorisoi.${name}', true), '')`;
const headed = { ...stepsTaken, founderHead: [] };

/** The role comes through this account, is the actor's and the person has or had it; what is entered is this role's to enter. */
const by = (name: string, of: Readonly<Record<string, readonly string[]>>, what: string, proof: string): string => `
create function ${name}() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if not coalesce(case session_user ${accounts
    .map((account) => `when '${account}' then ${journalRoles[account].length ? `new.role in (${quoted(journalRoles[account])})` : 'false'}`)
    .join(' ')} end, false)
    or not coalesce(case new.role ${named(of, what)} end, false)
    or new.role <> ${setting('role')} or new.person_id::text <> ${setting('person')}
    or not exists (select from role_grant g where g.person_id = new.person_id and g.role = new.role
      and (new.role not in ('school', 'founder', 'founderHead') or g.organisation_id::text = ${setting('organisation')}))
    -- What has no seal is sealed where a migration says that it is from before.
    or not coalesce(starts_with(${proof}, 's1:'), false)
  then raise exception 'this is not for this account to enter' using errcode = '42501'; end if;
  return new;
end $$`;
/** The function of the trigger, for a table of acts: a migration that adds an act makes it anew. */
export const actIsEntered = (of: typeof actsEntered): string => by('act_is_entered', of, 'new.name', `new.data->>'proof'`);

const entered = [
  actIsEntered(actsEntered),
  by('step_is_taken', headed, 'new.step', 'new.proof'),
  `create trigger act_is_entered before insert on act for each row when (${isApp}) execute function act_is_entered()`,
  `create trigger step_is_taken before insert on case_state for each row when (${isApp}) execute function step_is_taken()`,
  `create function plain_is_the_owners() returns trigger language plpgsql as $$
begin
  raise exception 'an app seals what it writes' using errcode = '42501';
end $$`,
  // What is marked as plain is sealed by the next run of keys:seal: none that a statement marked.
  ...[
    ['person', 'password_hash'],
    ['passkey', 'public_key'],
    ['invitation', 'proof'],
    ['api_token', 'proof'],
  ].map(
    ([table, column]) => `create trigger ${table}_is_sealed before insert or update of ${column} on ${table} for each row
    when (${isApp} and starts_with(new.${column}, 'plain:')) execute function plain_is_the_owners()`,
  ),
];
