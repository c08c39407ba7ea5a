import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ActName, type Standing, historyOf, standings } from '#lib/cases';
import { Listeners, type Tx } from '#lib/database';
import { cancelDeadlines, meetDeadlines, openDeadline, openSubjects } from '#lib/deadlines';
import { tokyoDate } from '#lib/kernel';

/** Acts after which somebody may owe a declaration, or owe it no longer. */
const acts: readonly ActName[] = ['appointMember', 'nameRelative', 'nameParty', 'declareInterests', 'recuseMember', 'endAppointment'];
const rule = 'D-DECLARE';

/** Each member who owes a declaration has a limit for it, from the day she was asked; what she owes is decided where the procedure decides it. */
@Injectable()
export class DeclarationsListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', async (tx, { caseId, facts }) => {
      if (caseId !== null && acts.some((act) => act === facts.act)) await keepLimits(tx, caseId);
    });
  }
}

async function keepLimits(tx: Tx, caseId: string): Promise<void> {
  const all = standings(await historyOf(tx, caseId), tx.today);
  const running = await openSubjects(tx, caseId, rule);
  const of = ({ member }: Standing) => running.filter((subject) => subject.startsWith(`${member.id}/`));
  for (const one of all)
    if (one.owes !== 'declaration') for (const subject of of(one)) await meetDeadlines(tx, caseId, rule, one.declared!.occurredOn, subject);
    else if (of(one).length === 0) await openDeadline(tx, { caseId, rule, ...askedOf(one) });
  const sitting = all.flatMap(of);
  for (const subject of running) if (!sitting.includes(subject)) await cancelDeadlines(tx, caseId, [rule], subject);
}

/** What a member is asked for: the first declaration since she was appointed, another since the first was added that it does not cover. */
function askedOf({ member, declared, since }: Standing) {
  const asked = (declared && since[0]) ?? member;
  return { subject: `${member.id}/${asked.id}`, start: { on: tokyoDate(asked.enteredAt) } };
}
