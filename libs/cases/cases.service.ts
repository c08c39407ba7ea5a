import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { type Tx, UnitOfWork, once, saveIfUnchanged } from '#lib/database';
import { readForm } from '#lib/forms';
import { type Actor, type PlainDate, Refused, countsAs, newId, tokyoDate } from '#lib/kernel';
import { actForms } from './acts/forms.js';
import { crossChecks } from './acts/checks.js';
import { datesOf } from './acts/dates-of.js';
import { sealAct } from './act.seal.js';
import { newCaseNo } from './case-no.js';
import { type CaseHead, findCase } from './case.store.js';
import { gradeOf, pupilNameOf } from './case.view.js';
import { type ActName, actOf } from './domain/acts.js';
import { checkAgainst } from './domain/before.js';
import { checkAct, takeStep } from './domain/case.js';
import { checkDays } from './domain/days.js';
import { editionOf } from './domain/edition.js';
import { factsOf } from './domain/facts-of.js';
import type { ActDone } from './domain/history.js';
import { withFingerprint } from './domain/papers.js';
import { loadLocked } from './sight.js';
import type { State } from './domain/states.js';
import type { StepName } from './domain/steps.js';
import { type StandsFor, standsForWith } from './mandates.js';
import { checkReferences } from './references.js';
import { ActRow } from './act.row.js';
import { CaseStateRow } from './case-state.row.js';
import { ReportCase } from './report-case.form.js';
import { SurveyCaseRow } from './survey-case.row.js';

/** What a write may carry: the version the person saw, which counts what this person sees, and a key that makes a double submit one act. */
export interface Write {
  readonly version?: number | undefined;
  readonly key?: string | undefined;
}
export interface Done {
  readonly id: string;
  readonly version: number;
  readonly state: State;
  /** Id of the act that was entered; later acts refer to it. */
  readonly actId?: string;
}
type Mode = 'page' | 'api';

const bad = (field: string, code: string) => new Refused('bad-input', { errors: [{ field, code }] });

const saysHowItStands: readonly string[] = [
  'facts-missing',
  'tries-missing',
  'step-not-open',
  'act-not-open',
  'changed-meanwhile',
  'draft-not-shown',
];

/** A key that comes a second time is answered with what was done the first time, to whoever still finds the case; that, too, is a reading. */
async function onceTold(tx: Tx, key: string | undefined, fingerprint: unknown, doing: () => Promise<Done>): Promise<Done> {
  let did = false;
  const done = await once(tx, key, fingerprint, () => {
    did = true;
    return doing();
  });
  if (did) return done;
  await findCase(tx, done.id);
  await tx.read('repeated', done.id);
  return done;
}

@Injectable()
export class CasesService {
  constructor(private readonly work: UnitOfWork) {}

  /** A school or founder learned of a death that is or may be suicide: the case begins in INTAKE. */
  report(actor: Actor, body: unknown, write: Write = {}, mode: Mode = 'page'): Promise<Done> {
    if (!countsAs(actor.role, ['school', 'founder'])) throw new Refused('not-allowed');
    const form = read(ReportCase, body, mode);
    return this.work.run(actor, (tx) =>
      onceTold(tx, write.key, ['report', form], async () => {
        if (form.dateOfDeath > tx.today) throw bad('dateOfDeath', 'in-the-future');
        checkAwareness(tx, form.awareAt, form.dateOfDeath);
        const school = await schoolOf(tx, form.schoolId);
        const id = newId();
        const key = tx.vault.newCase(id);
        await tx.manager.insert(SurveyCaseRow, {
          id,
          caseNo: newCaseNo(),
          founderId: school.founderId,
          schoolId: school.id,
          edition: editionOf(form.dateOfDeath),
          state: 'INTAKE',
          stateSince: tx.today,
          version: 1,
          pupilName: key.box.seal(pupilNameOf(id), form.pupilName),
          grade: form.grade === undefined ? null : key.box.seal(gradeOf(id), form.grade),
          dateOfDeath: form.dateOfDeath,
          reportedAt: tx.now,
        });
        await key.keep();
        const awareOn = tokyoDate(form.awareAt);
        await tx.tell({ name: 'case-reported', caseId: id, facts: { dateOfDeath: form.dateOfDeath, awareOn } });
        const head = await findCase(tx, id);
        const awareness = { occurredOn: awareOn, awareAt: form.awareAt, awareSource: form.awareSource };
        const { act: _act, ...done } = await this.remember(tx, head, 'recordAwareness', awareness);
        return done;
      }),
    );
  }

  /** Enters one act with its form. A double submit with the same key is one act. */
  recordAct(actor: Actor, caseId: string, name: ActName, body: unknown, write: Write = {}, mode: Mode = 'page'): Promise<Done> {
    return this.answering(actor, caseId, (tx) =>
      onceTold(tx, write.key, [caseId, name, body], () => this.act(tx, caseId, name, body, write, mode)),
    );
  }

  /** Takes one step of the procedure, if its guards hold. */
  takeStep(actor: Actor, caseId: string, name: StepName, write: Write = {}): Promise<Done> {
    return this.answering(actor, caseId, (tx) => onceTold(tx, write.key, [caseId, name], () => this.step(tx, caseId, name, write)));
  }

  /** An act and the step it opens in one go, as a relative does who asks for a supplementary survey. */
  recordAndStep(actor: Actor, caseId: string, act: ActName, step: StepName, body: unknown, write: Write = {}): Promise<Done> {
    return this.answering(actor, caseId, (tx) =>
      onceTold(tx, write.key, [caseId, act, step, body], async () => {
        await this.act(tx, caseId, act, body, write, 'page');
        return this.step(tx, caseId, step, {});
      }),
    );
  }

  /** A refusal says how the case stands, and what it would have written is gone: that it was read is told by itself. */
  private async answering(actor: Actor, caseId: string, doing: (tx: Tx) => Promise<Done>): Promise<Done> {
    try {
      return await this.work.run(actor, doing);
    } catch (error) {
      if (error instanceof Refused && saysHowItStands.includes(error.code))
        await this.work.run(actor, async (tx) => {
          await findCase(tx, caseId);
          await tx.read('refusal', caseId);
        });
      throw error;
    }
  }

  private async act(tx: Tx, caseId: string, name: ActName, body: unknown, write: Write, mode: Mode): Promise<Done> {
    const { head, history, stampWith } = await loadLocked(tx, caseId, write.version);
    if (!countsAs(tx.actor.role, actOf(name).by)) throw new Refused('not-allowed', { act: name });
    const data = read(actForms[name], body, mode) as { occurredOn: PlainDate } & Record<string, unknown>;
    checkAct(head.state, name, data.occurredOn, tx.today, tx.actor);
    const errors = crossChecks(name, data);
    if (errors.length > 0) throw new Refused('bad-input', { errors });
    if (data.awareAt instanceof Date) checkAwareness(tx, data.awareAt, head.dateOfDeath);
    checkDays(name, data, datesOf(name), { history, dateOfDeath: head.dateOfDeath });
    const stands = await standsForWith(tx, caseId, name);
    await checkReferences(tx, head, name, data, history, stands);
    checkAgainst(history, name, data, tx.today);
    // Done by the representative, for the relative: the record and the journal name both.
    const marked = { ...withFingerprint(history, name, data), occurredOn: data.occurredOn };
    const { act, ...done } = await this.remember(tx, head, name, stands ? { ...marked, relative: stands.relativeId } : marked, stands);
    return { ...done, version: stampWith(act) };
  }

  private async step(tx: Tx, caseId: string, name: StepName, write: Write): Promise<Done> {
    const { head, history, relatives, stampWith } = await loadLocked(tx, caseId, write.version);
    const facts = factsOf({ ...head, today: tx.today, relatives, history });
    const to = takeStep(head.state, name, facts, tx.actor);
    const version = await this.bump(tx, head, { state: to, stateSince: tx.today });
    const { personId, role } = tx.actor;
    const row = {
      id: newId(),
      caseId,
      atVersion: version,
      step: name,
      fromState: head.state,
      toState: to,
      takenOn: tx.today,
      takenAt: tx.now,
      personId,
      role,
    };
    await tx.manager.insert(CaseStateRow, row);
    await tx.tell({ name: 'step-taken', caseId, facts: { step: name, from: head.state, to } });
    return { id: caseId, version: stampWith({ kind: 'step', name, to, takenOn: tx.today, takenAt: tx.now }), state: to };
  }

  private async remember(
    tx: Tx,
    head: CaseHead,
    name: ActName,
    { occurredOn, ...data }: { occurredOn: PlainDate } & Record<string, unknown>,
    stands: StandsFor | null = null,
  ): Promise<Done & { readonly act: ActDone }> {
    const version = await this.bump(tx, head, {});
    const { personId, role, organisationId } = tx.actor;
    const closed = actOf(name).closed ?? [];
    const open = Object.fromEntries(Object.entries(data).filter(([field]) => !closed.includes(field)));
    const id = newId();
    const box = await tx.vault.ofCase(head.id);
    await tx.manager.insert(ActRow, {
      id,
      caseId: head.id,
      atVersion: version,
      name,
      occurredOn,
      enteredAt: tx.now,
      personId,
      role,
      organisationId,
      data: sealAct(box, id, name, open) as QueryDeepPartialEntity<ActRow>['data'],
    });
    await tx.tell({
      name: 'act-recorded',
      caseId: head.id,
      facts: { act: name, actId: id, occurredOn, ...(stands ? { forRelative: stands.relativeId } : {}) },
      data,
    });
    const act: ActDone = { kind: 'act', id, name, occurredOn, enteredAt: tx.now, personId, role, data: open };
    return { id: head.id, version, state: head.state, actId: id, act };
  }

  private async bump(tx: Tx, head: CaseHead, changes: { state?: string; stateSince?: PlainDate }): Promise<number> {
    await saveIfUnchanged(tx, SurveyCaseRow, head, changes);
    return head.version + 1;
  }
}

function read<T extends object>(form: new () => T, body: unknown, mode: Mode): T {
  const { value, errors, filled } = readForm(form, body, mode);
  if (errors) throw new Refused('bad-input', { errors, filled });
  return value;
}

/** Nobody learned of a death before it happened, or later than now. */
function checkAwareness(tx: Tx, awareAt: Date, dateOfDeath: PlainDate): void {
  if (awareAt > tx.now) throw bad('awareAt', 'in-the-future');
  if (tokyoDate(awareAt) < dateOfDeath) throw bad('awareAt', 'before-death');
}

/** The school a case belongs to: the reporting school itself, or one of the founder's schools. */
async function schoolOf(tx: Tx, schoolId: string | undefined): Promise<{ id: string; founderId: string }> {
  const own = tx.actor.role === 'school';
  const [school] = await tx.query<{ id: string; founderId: string }>(
    `select id, parent_id as "founderId" from organisation where kind = 'school' and ${own ? 'id' : 'parent_id'} = $1 and ($2::text is null or id::text = $2)`,
    [tx.actor.organisationId, own ? null : (schoolId ?? '')],
  );
  if (!school) throw bad('schoolId', schoolId ? 'unknown-choice' : 'required');
  return school;
}
