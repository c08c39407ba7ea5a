import { Injectable, type OnModuleInit } from '@nestjs/common';
import { emailIndex, memberByAddress } from '#lib/accounts';
import { founderOf, historyOf, recusedBefore, samePerson } from '#lib/cases';
import { demandSecond, oneCouldHaveDone } from '#lib/two-persons';
import { Listeners, type Tx } from '#lib/database';
import type { Event } from '#lib/kernel';
import { AppointmentRow } from './appointment.row.js';

/** Who may enter the room of a case: from the appointment on, until the last day or the recusal. The row has the id of the act. */
@Injectable()
export class AppointmentListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts, data }) => {
      if (caseId === null || !data) return;
      if (facts.act === 'appointMember') await appoint(tx, caseId, facts, data);
      if (facts.act === 'confirmAppointment') await confirm(tx, caseId, String(data.member));
      if (facts.act === 'recuseMember') await recuse(tx, caseId, String(data.member), String(facts.occurredOn));
      if (facts.act === 'endAppointment') await end(tx, caseId, String(data.member), String(data.lastDay));
    });
  }
}

type Data = NonNullable<Event['data']>;

async function appoint(tx: Tx, caseId: string, facts: Event['facts'], data: Data): Promise<void> {
  const role = data.memberRole as 'committeeMember' | 'secretariat';
  const email = data.email ? String(data.email) : null;
  const person = email ? await memberByAddress(tx, email, role, await founderOf(tx, caseId)) : null;
  if (person && !data.despiteRecusal && (await wasRecused(tx, caseId, person.personId))) throw recusedBefore();
  // Who appoints and who is appointed are two persons, or the room waits for a second one.
  const parts = [tx.actor.personId, ...(person ? [person.personId] : [])].map((personId) => ({ personId, at: null }));
  const opens = person !== null && !(await oneCouldHaveDone(tx, parts));
  const [id, box] = [String(facts.actId), await tx.vault.ofCase(caseId)];
  const sealed = (column: string, text: unknown) => box.seal(`appointment.${column}:${id}`, String(text));
  await tx.manager.insert(AppointmentRow, {
    id,
    caseId,
    personId: opens ? person.personId : null,
    ...(await waitsUnder(tx, id, opens ? null : email)),
    appointedBy: tx.actor.personId,
    despiteRecusal: Boolean(data.despiteRecusal),
    role,
    name: sealed('name', data.memberName),
    profession: sealed('profession', data.profession),
    nominatingBody: sealed('nominating_body', data.nominatingBody),
    outside: data.outside === 'yes',
    chair: data.chair === true,
    startsOn: String(facts.occurredOn),
  });
}

/**
 * The second person's word: the worker lets in whom the appointment names, if nobody alone could have done all of it. Refuses: `second-person`
 * where the actor is no second person to whoever appointed.
 */
async function confirm(tx: Tx, caseId: string, id: string): Promise<void> {
  const [row] = await tx.query<{ by: string | null; personId: string | null }>(
    'select appointed_by as by, person_id as "personId" from appointment where case_id = $1 and id = $2 for update',
    [caseId, id],
  );
  if (!row) return;
  await demandSecond(tx, { first: row.by, gains: row.personId === null ? [] : [row.personId], opens: true });
  await tx.change(
    'update appointment set confirmed_by = $3, confirmed_at = clock_timestamp(), held_back_at = null where case_id = $1 and id = $2',
    [caseId, id, tx.actor.personId],
  );
}

/** The address under which an account that comes later is let in. */
const waitsUnder = async (tx: Tx, id: string, email: string | null): Promise<Pick<AppointmentRow, 'email' | 'emailIndex'>> =>
  email === null
    ? { email: null, emailIndex: null }
    : { email: (await tx.vault.ofPeople()).seal(`appointment.email:${id}`, email), emailIndex: emailIndex(tx, email) };

const wasRecused = async (tx: Tx, caseId: string, personId: string): Promise<boolean> =>
  (await tx.query('select from appointment where case_id = $1 and person_id = $2 and recused_on is not null limit 1', [caseId, personId]))
    .length > 0;

/**
 * Every appointment the person has in the case is closed, whatever the role: nobody is recused by half. That is every one of the account, and
 * every one under the address, also while nobody was let in by it. Who recuses herself loses the case by it, so that comes after everything
 * else of her act.
 */
async function recuse(tx: Tx, caseId: string, id: string, on: string): Promise<void> {
  const appointments = (await historyOf(tx, caseId)).acts('appointMember');
  const named = appointments.find((one) => one.id === id);
  const hers = [id, ...appointments.filter((one) => named && samePerson(one, named)).map((one) => one.id)];
  const close = () =>
    tx.change(
      `update appointment set recused_on = $3, email = null, email_index = null where case_id = $1 and recused_on is null
         and (id = any($2) or person_id in (select a.person_id from appointment a where a.id = any($2)))`,
      [caseId, hers, on],
    );
  const own = await tx.query('select from appointment where id = any($1) and person_id = $2', [hers, tx.actor.personId]);
  if (own.length > 0) tx.lastly(close);
  else await close();
}

const end = (tx: Tx, caseId: string, id: string, lastDay: string): Promise<unknown> =>
  tx.change('update appointment set ends_on = $3 where case_id = $1 and id = $2', [caseId, id, lastDay]);
