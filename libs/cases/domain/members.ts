import { type PlainDate, Refused } from '#lib/kernel';
import type { ActDone, History } from './history.js';

type Appointing = Readonly<Record<string, unknown>>;

/** Whether two appointments are of one person: the same act, or the same address whatever its letters. */
export const samePerson = (one: ActDone, other: ActDone): boolean => one.id === other.id || sameAddress(one.data, other.data);

const sameAddress = (one: Appointing, other: Appointing): boolean =>
  typeof one.email === 'string' && typeof other.email === 'string' && one.email.toLowerCase() === other.email.toLowerCase();

const appointmentIn = (history: History, id: unknown): ActDone | undefined => history.acts('appointMember').find((one) => one.id === id);

/** The recusal by which this appointment ended; a recusal ends every appointment the person has in the case at that moment. */
export const recusalOf = (history: History, appointment: ActDone): ActDone | undefined =>
  history
    .after(appointment)
    .acts('recuseMember')
    .find(({ data }) => {
      const named = appointmentIn(history, data.member);
      return named !== undefined && samePerson(named, appointment);
    });

/** The last day of the appointment as it was recorded last; null where none is recorded. */
export const lastDayOf = (history: History, appointment: ActDone): PlainDate | null =>
  (history
    .acts('endAppointment')
    .filter(({ data }) => data.member === appointment.id)
    .at(-1)?.data.lastDay as PlainDate | undefined) ?? null;

/** Whether this appointment holds on the day: neither recused nor past its last day. */
export function sits(history: History, appointment: ActDone, today: PlainDate): boolean {
  const last = lastDayOf(history, appointment);
  return recusalOf(history, appointment) === undefined && (last === null || last >= today);
}

/** The appointments of members and secretariat that hold on the day, oldest first. */
export const sitting = (history: History, today: PlainDate): readonly ActDone[] =>
  history.acts('appointMember').filter((one) => sits(history, one, today));

/** The chair: of the members who sit, the one appointed as chair last. Null where nobody is. */
export const chairOf = (history: History, today: PlainDate): ActDone | null =>
  sitting(history, today)
    .filter(({ data }) => data.chair === true)
    .at(-1) ?? null;

/**
 * Decides whether somebody may be appointed (again). Who was recused in this case stays recused, unless the founder writes why not.
 * @param history acts and steps so far
 * @param data the appointment as it is to be recorded
 * @throws Refused `bad-input` on `despiteRecusal`
 * Source: [design], docs/decisions/recusal.md.
 */
export function checkAppointment(history: History, data: Appointing): void {
  const before = history.acts('appointMember').filter((one) => sameAddress(one.data, data) && recusalOf(history, one) !== undefined);
  if (before.length > 0 && !data.despiteRecusal) throw recusedBefore();
}

export const recusedBefore = () => new Refused('bad-input', { errors: [{ field: 'despiteRecusal', code: 'recused-before' }] });

/**
 * Decides whether an act about a member points at one who still sits.
 * @throws Refused `bad-input` on `member`
 * Source: [design].
 */
export function checkSits(history: History, member: unknown, today: PlainDate): void {
  const appointment = appointmentIn(history, member);
  if (appointment && !sits(history, appointment, today))
    throw new Refused('bad-input', { errors: [{ field: 'member', code: 'no-longer-sits' }] });
}

/** The appointments of those who sit that no second person has confirmed yet, oldest first. */
export const unconfirmed = (history: History, today: PlainDate): readonly ActDone[] => {
  const confirmed = new Set(history.acts('confirmAppointment').map(({ data }) => data.member));
  return sitting(history, today).filter(({ id }) => !confirmed.has(id));
};

/**
 * Decides whether an appointment can be confirmed: once, and of somebody who sits. Who may is asked of how people came to their accounts.
 * @throws Refused `bad-input` on `member`
 * Source: [design], docs/decisions/two-persons.md.
 */
export function checkConfirming(history: History, { member }: Appointing, today: PlainDate): void {
  checkSits(history, member, today);
  const appointment = appointmentIn(history, member);
  if (appointment && !unconfirmed(history, today).includes(appointment))
    throw new Refused('bad-input', { errors: [{ field: 'member', code: 'appointment-confirmed' }] });
}
