import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { type Tx, UnitOfWork, once, saveIfUnchanged } from '#lib/database';
import { readForm } from '#lib/forms';
import { type Actor, type Event, type PlainDate, Refused, countsAs, newId, tokyoDate } from '#lib/kernel';
import { actForms } from './acts/forms.js';
import { crossChecks } from './acts/checks.js';
import { datesOf } from './acts/dates-of.js';
import { sealOfStep } from '#lib/vault';
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
import { leavesBy } from './domain/sight.js';
import { loadLocked } from './sight.js';
import type { State } from './domain/states.js';
import type { StepName } from './domain/steps.js';
import { answered, forWhom, fourEyes, wordsAbout } from './entered.js';
import { standsForWith } from './mandates.js';
import { bad, checkAwareness, schoolOf } from './reporting.js';
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
  /** What was entered for a relative lowers what she said, and waits for her or for a second person. */
  readonly waits?: true;
}
type Dated = { readonly occurredOn: PlainDate } & Readonly<Record<string, unknown>>;
type Mode = 'page' | 'api';

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
        const { act: _act, ...done } = await this.remember(tx, head, this.asDone(tx, 'recordAwareness', awareness));
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
    const marked = {
      ...withFingerprint(history, name, data),
      ...answered(name, data, history),
      ...(await fourEyes(tx, name, data, history)),
      occurredOn: data.occurredOn,
    };
    const entered = this.asDone(tx, name, { ...marked, ...forWhom(name, data, history, stands) });
    checkAgainst(history, entered, tx.today);
    const facts = await wordsAbout(tx, entered, history, stands);
    const { act, ...done } = await this.remember(
      tx,
      head,
      facts.waits ? { ...entered, data: { ...entered.data, waits: true } } : entered,
      facts,
    );
    return { ...done, version: stampWith(act) };
  }

  private async step(tx: Tx, caseId: string, name: StepName, write: Write): Promise<Done> {
    const { head, history, relatives, stampWith } = await loadLocked(tx, caseId, write.version);
    const facts = factsOf({ ...head, today: tx.today, relatives, history });
    const to = takeStep(head.state, name, facts, tx.actor);
    const version = await this.bump(tx, head, { state: to, stateSince: tx.today });
    const { personId, role } = tx.actor;
    const taken = { id: newId(), atVersion: version, takenOn: tx.today, personId, role };
    const proof = sealOfStep(await tx.vault.ofCase(caseId), { ...taken, name, from: head.state, to });
    await tx.manager.insert(CaseStateRow, { ...taken, caseId, step: name, fromState: head.state, toState: to, takenAt: tx.now, proof });
    await tx.tell({ name: 'step-taken', caseId, facts: { step: name, from: head.state, to } });
    return { id: caseId, version: stampWith({ kind: 'step', name, to, takenOn: tx.today, takenAt: tx.now }), state: to };
  }

  /** An act of the actor, now, as it would be remembered. */
  private asDone({ now, actor }: Tx, name: ActName, { occurredOn, ...data }: Dated): ActDone {
    return { kind: 'act', id: newId(), name, occurredOn, enteredAt: now, personId: actor.personId, role: actor.role, data };
  }

  private async remember(tx: Tx, head: CaseHead, done: ActDone, facts: Event['facts'] = {}): Promise<Done & { readonly act: ActDone }> {
    const { id, name, occurredOn, data } = done;
    const version = await this.bump(tx, head, {});
    const { personId, role, organisationId } = tx.actor;
    const closed = actOf(name).closed ?? [];
    const open = Object.fromEntries(Object.entries(data).filter(([field]) => !closed.includes(field)));
    const row = { id, atVersion: version, name, occurredOn, enteredAt: tx.now, personId, role, organisationId };
    const sealed = sealAct(await tx.vault.ofCase(head.id), row, open);
    await tx.manager.insert(ActRow, { ...row, caseId: head.id, data: sealed as QueryDeepPartialEntity<ActRow>['data'] });
    const act: ActDone = { kind: 'act', id, name, occurredOn, enteredAt: tx.now, personId, role, data: open };
    await tx.tell({
      name: 'act-recorded',
      caseId: head.id,
      facts: { act: name, actId: id, occurredOn, ...facts },
      room: leavesBy(act) !== undefined,
      data,
    });
    const waits = facts.waits === true ? { waits: true as const } : {};
    return { id: head.id, version, state: head.state, actId: id, ...waits, act: { ...done, data: open } };
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
