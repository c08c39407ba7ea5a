import { History, type State } from '#lib/cases';
import type { DeadlineView } from '#lib/deadlines';
import { plainDate } from '#lib/kernel';
import { familyWords } from '#lib/texts';
import { planInWords } from './plan.js';

const today = plainDate('2026-06-01');
const words = familyWords.plan;
type Due = Pick<DeadlineView, 'rule' | 'state' | 'strict'>;
const due = (rule: Due['rule'], strict: string, state: Due['state'] = 'open'): Due => ({ rule, strict: plainDate(strict), state });
const note = (nextNoteOn: string) =>
  new History([
    {
      kind: 'act',
      id: 'n',
      name: 'sendProgressNote',
      occurredOn: plainDate('2026-05-01'),
      enteredAt: new Date(0),
      personId: 'p',
      role: 'secretariat',
      data: { nextNoteOn },
    },
  ]);
const plan = (state: State, dues: readonly Due[], history = new History([])) =>
  planInWords({ head: { id: 'c', caseNo: 'Y', state, stateSince: today, version: 1 }, history, today }, dues);

describe('what a family is told is planned', () => {
  it('is nothing with a date while it waits for the family', () => {
    for (const state of ['INTENTION_PENDING', 'DRAFT_TO_FAMILY'] as const)
      expect(plan(state, [due('D-DECIDE', '2026-06-10'), due('D-PROGRESS', '2026-05-10', 'late')])).toEqual([words.noDeadline]);
  });
  it('is the nearest thing an office owes, never a date of the family or of JSC', () => {
    const lines = plan('INTENTION_RECORDED', [
      due('D-JSC-DEATH', '2026-06-02'),
      due('D-DECIDE', '2026-06-10'),
      due('D-STAFF-3', '2026-06-03'),
    ]);
    expect(lines).toEqual([words['D-DECIDE'].open.replace('{on}', '令和8年6月10日')]);
  });
  it('says plainly that something is late, and whom to ask', () =>
    expect(plan('INTENTION_RECORDED', [due('D-DECIDE', '2026-05-10', 'late')])).toEqual([
      words['D-DECIDE'].late.replace('{on}', '令和8年5月10日'),
      words.askContact,
    ]));
  it('is the day that was promised in the last note, before the one that is counted', () => {
    const [line] = plan('DETAILED_RUNNING', [due('D-PROGRESS', '2026-06-05')], note('2026-06-20'));
    expect(line).toBe(words.nextNote.open.replace('{on}', '令和8年6月20日'));
    expect(plan('DETAILED_RUNNING', [], note('2026-05-20'))[0]).toContain('令和8年5月20日');
  });
  it('is nothing where nothing is open or the case is closed', () => {
    expect(plan('FOLLOWUP', [due('D-DECIDE', '2026-05-10', 'met')])).toEqual([words.none]);
    expect(plan('CLOSED', [due('D-RETAIN', '2056-05-10')])).toEqual([words.closed]);
  });
});
