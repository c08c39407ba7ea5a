import { type PlainDate, Refused, isId } from '#lib/kernel';
import { CaseNotFound, type Tx } from '#lib/database';
import { type ActSaid, type StepSaid, isEntered, isTaken } from '#lib/vault';
import { openAct } from './act.seal.js';
import { openTo, scopeOf } from './case.scope.js';
import { actOf, isAct } from './domain/acts.js';
import type { Edition } from './domain/edition.js';
import { type ActDone, History, type StepTaken } from './domain/history.js';
import { type State, isState } from './domain/states.js';
import { isStep } from './domain/steps.js';

export interface CaseHead {
  readonly id: string;
  readonly caseNo: string;
  readonly founderId: string;
  readonly schoolId: string;
  readonly edition: Edition;
  readonly state: State;
  readonly stateSince: PlainDate;
  readonly version: number;
  readonly dateOfDeath: PlainDate;
}

const head = `c.id, c.case_no as "caseNo", c.founder_id as "founderId", c.school_id as "schoolId", c.edition, c.state,
  c.state_since::text as "stateSince", c.version, c.date_of_death::text as "dateOfDeath"`;

/**
 * The case if it is within the actor's scope; otherwise it is not found, whatever the reason. Locks it when it is to be changed.
 * Whoever finds one says in the same transaction what was read or done, or the transaction fails.
 */
export async function findCase(tx: Tx, id: string, lock: 'for update of c' | '' = ''): Promise<CaseHead> {
  if (!isId(id)) throw new CaseNotFound();
  const scope = scopeOf(tx.actor, tx.today);
  const [found] = await tx.query<CaseHead>(
    `select ${head} from survey_case c where c.id = $${scope.params.length + 1} and (${scope.sql}) ${lock}`,
    [...scope.params, id],
  );
  if (!found) throw new CaseNotFound();
  tx.found([id]);
  if (tx.actor.role === 'breakGlass') await standOnOpening(tx, id);
  return found;
}

/** Who leads the case. The case must have been found within the actor's scope before. */
export async function founderOf(tx: Tx, caseId: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>('select founder_id as id from survey_case where id = $1', [caseId]);
  if (!row) throw new Refused('not-found');
  return row.id;
}

/** Whoever reads a room that was opened by law stands on that opening, and every entry says which and on which legal ground. */
async function standOnOpening(tx: Tx, caseId: string): Promise<void> {
  const sql = `select b.id, b.ground ${openTo} and b.case_id = $2 order by b.confirmed_at`;
  tx.standOn(caseId, 'break-glass', { openings: await tx.query(sql, [tx.actor.personId, caseId]) });
}

const ofFamily = ({ actor: { role } }: Tx): boolean => role === 'relative' || role === 'representative';

/**
 * Acts and steps of a case, oldest first. A relative sees of acts only what is released to families and is not another relative's, through
 * whatever door. What no app has sealed was planted or changed by a statement: it is counted and left out.
 */
export const historyOf = (tx: Tx, caseId: string): Promise<History> => readHistory(tx, caseId, ofFamily(tx) ? 'released_act' : 'act');

/** What all relatives of a case said, and who they are: to decide what takes all of them. Nothing of it is shown. */
export async function wordsOfAll(tx: Tx, caseId: string): Promise<{ readonly history: History; readonly relatives: readonly string[] }> {
  const [history, rows] = await Promise.all([
    readHistory(tx, caseId, ofFamily(tx) ? 'words_of_all($1)' : 'act'),
    tx.query<{ id: string }>(
      ofFamily(tx) ? 'select id from relatives_of_all($1) id' : 'select id from relative where case_id = $1 order by created_at, id',
      [caseId],
    ),
  ]);
  return { history, relatives: rows.map(({ id }) => id) };
}

async function readHistory(tx: Tx, caseId: string, source: 'act' | 'released_act' | 'words_of_all($1)'): Promise<History> {
  const [box, acts, taken] = await Promise.all([
    tx.vault.ofCase(caseId),
    tx.query<ActDone & ActSaid>(
      `select 'act' as kind, at_version as "atVersion", id, name, occurred_on::text as "occurredOn", entered_at as "enteredAt",
         person_id as "personId", role, organisation_id as "organisationId", data
       from ${source} where case_id = $1`,
      [caseId],
    ),
    tx.query<StepTaken & StepSaid & { proof: string | null }>(
      `select 'step' as kind, id, at_version as "atVersion", step as name, from_state as "from", to_state as "to", taken_on::text as "takenOn",
         taken_at as "takenAt", person_id as "personId", role, proof
       from case_state where case_id = $1`,
      [caseId],
    ),
  ]);
  const entered = acts.filter((act) => isAct(act.name) && isEntered(box, act, act.data));
  const steps = taken.filter((step) => isStep(step.name) && isState(step.to) && isTaken(box, step, step.proof));
  const unreadable = acts.length - entered.length + taken.length - steps.length;
  const seen = ofFamily(tx) ? entered.filter(({ name }) => actOf(name).toFamily) : entered;
  const opened = seen.map(({ organisationId: _, ...act }) => ({ ...act, data: openAct(box, act.id, act.name, act.data) }));
  const told = steps.map(({ atVersion, name, to, takenOn, takenAt }) => ({ kind: 'step' as const, atVersion, name, to, takenOn, takenAt }));
  return new History(
    [...opened, ...told].sort((a, b) => a.atVersion - b.atVersion),
    unreadable,
  );
}

export interface RelativeOf {
  readonly id: string;
  readonly personId: string | null;
  readonly name: string;
  readonly relation: string;
  readonly term: 'jishi' | 'jisatsu';
  /** Taken out of the case as named in error. */
  readonly withdrawn: boolean;
}

/** The relatives of a case in the order they were named. */
export async function relativesOf(tx: Tx, caseId: string): Promise<RelativeOf[]> {
  const [box, rows] = await Promise.all([
    tx.vault.ofCase(caseId),
    tx.query<RelativeOf>(
      `select id, person_id as "personId", name, relation, term, withdrawn_at is not null as withdrawn from relative where case_id = $1 order by created_at, id`,
      [caseId],
    ),
  ]);
  return rows.map((row) => ({ ...row, name: box.shown(`relative.name:${row.id}`, row.name) }));
}
