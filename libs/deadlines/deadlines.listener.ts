import { Injectable, type OnModuleInit } from '@nestjs/common';
import { allDeclined, historyOf, isAct, wordsOfAll } from '#lib/cases';
import { Listeners, type Tx } from '#lib/database';
import { type Event, type PlainDate, isPlainDate, tokyoDate } from '#lib/kernel';
import { type Effect, openings } from './domain/openings.js';
import { cancelDeadlines, declineDeadlines, meetDeadlines, moveDeadline, openDeadline, reopenDeadlines } from './deadlines.service.js';

/** Opens, meets and moves deadlines in the transaction of what causes it, after the table in `domain/openings.ts`. */
@Injectable()
export class DeadlinesListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    listenForDeadlines(this.listeners);
  }
}

export function listenForDeadlines(listeners: Listeners): void {
  for (const event of ['case-reported', 'act-recorded', 'step-taken']) listeners.on(event, onEvent);
}

async function onEvent(tx: Tx, event: Event): Promise<void> {
  const cause = String(event.facts.act ?? event.facts.step ?? event.name);
  if (event.caseId === null || !Object.hasOwn(openings, cause)) return;
  const occurredOn = isPlainDate(event.facts.occurredOn) ? event.facts.occurredOn : tx.today;
  const data = { ...event.facts, ...event.data, occurredOn };
  for (const effect of openings[cause] ?? []) await apply(tx, event.caseId, effect, data);
}

type Data = Readonly<Record<string, unknown>> & { readonly occurredOn: PlainDate };

async function apply(tx: Tx, caseId: string, effect: Effect, data: Data): Promise<void> {
  if ('when' in effect && effect.when && !effect.when(data)) return;
  switch (effect.does) {
    case 'open':
      return open(tx, caseId, effect, data);
    case 'move':
      return moveDeadline(tx, { caseId, rule: effect.rule, start: startFor(effect.from, data) });
    case 'meet': {
      const metOn = effect.onceDone ? await doneOn(tx, caseId, effect.onceDone) : data.occurredOn;
      return metOn === null ? undefined : meetDeadlines(tx, caseId, effect.rule, metOn, effect.subject && subjectFor(effect.subject, data));
    }
    case 'cancel':
      return cancelDeadlines(tx, caseId, effect.rules);
    case 'decline':
      return (await everybodyDeclined(tx, caseId)) ? declineDeadlines(tx, caseId, effect.rules) : undefined;
    case 'reopen':
      return reopenDeadlines(tx, caseId, effect.rules, effect.closedAs);
  }
}

async function open(tx: Tx, caseId: string, effect: Extract<Effect, { does: 'open' }>, data: Data): Promise<void> {
  const { rule } = effect;
  if (effect.inStates) {
    const [row] = await tx.query<{ state: string }>('select state from survey_case where id = $1', [caseId]);
    if (!row || !effect.inStates.includes(row.state)) return;
  }
  const start = startFor(effect.from, data);
  const subject = effect.subject === 'start' ? String(start.on) : effect.subject ? subjectFor(effect.subject, data) : '';
  if (effect.unlessOpen) {
    const running = await tx.query(
      `select from deadline where case_id = $1 and rule = $2 and (closed_at is null or (subject = $3 and closed_as = 'met'))`,
      [caseId, rule, subject],
    );
    if (running.length > 0) return;
  }
  if (effect.alone) await cancelOthers(tx, caseId, rule, subject);
  await openDeadline(tx, { caseId, rule, subject, start });
}

async function cancelOthers(tx: Tx, caseId: string, rule: Parameters<typeof cancelDeadlines>[2][number], subject: string): Promise<void> {
  const same = await tx.query('select from deadline where case_id = $1 and rule = $2 and subject = $3 and closed_at is null', [
    caseId,
    rule,
    subject,
  ]);
  if (same.length === 0) await cancelDeadlines(tx, caseId, [rule]);
}

function startFor(from: string, data: Data): { on?: unknown; month?: unknown } {
  if (from === 'month') return { month: data.month };
  if (from === 'awareOn') return { on: data.awareOn ?? (data.awareAt instanceof Date ? tokyoDate(data.awareAt) : data.occurredOn) };
  return { on: data[from] };
}

const subjectFor = (subject: string, data: Data): string => String(data[subject] ?? '');

/** The day on which the last of these acts was done for the first time; null while one is missing. */
async function doneOn(tx: Tx, caseId: string, acts: readonly string[]): Promise<PlainDate | null> {
  const history = await historyOf(tx, caseId);
  const days = acts.map((name) => (isAct(name) ? history.acts(name) : []).map(({ occurredOn }) => occurredOn).sort()[0]);
  return days.includes(undefined) ? null : (days.sort().at(-1) ?? null);
}

/** One relative's refusal does not take the claim from the others; what waits for her word, or what she contested, is none. */
async function everybodyDeclined(tx: Tx, caseId: string): Promise<boolean> {
  const { history, relatives } = await wordsOfAll(tx, caseId);
  return allDeclined(history, relatives);
}
