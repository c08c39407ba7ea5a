import { plainDate } from '#lib/kernel';
import { actNames, actOf } from './acts.js';
import { checkDays, firstDayOf } from './days.js';
import { type ActDone, History } from './history.js';

const dateOfDeath = plainDate('2026-04-10');
const awareness = (on: string): ActDone => ({
  kind: 'act',
  id: `aware ${on}`,
  name: 'recordAwareness',
  occurredOn: plainDate(on),
  enteredAt: new Date(0),
  personId: 'p',
  role: 'school',
  data: {},
});
const history = new History([awareness('2026-04-12')]);
const wrong = (name: Parameters<typeof checkDays>[0], on: string, more: object = {}, dates: readonly string[] = []): unknown => {
  try {
    checkDays(name, { occurredOn: plainDate(on), ...more }, dates, { history, dateOfDeath });
    return null;
  } catch (refused) {
    return (refused as { facts: { errors: unknown } }).facts.errors;
  }
};

describe('the day of an act', () => {
  it('is never before the death, nor before the school knew, whatever the act, unless it can be', () => {
    for (const name of actNames) {
      const since = actOf(name).since ?? 'awareness';
      expect([name, wrong(name, '1900-01-01')]).toEqual([
        name,
        [{ field: 'occurredOn', code: since === 'before' ? 'too-early' : 'before-death' }],
      ]);
      expect([name, wrong(name, '2026-04-11')]).toEqual([
        name,
        since === 'awareness' ? [{ field: 'occurredOn', code: 'before-awareness' }] : null,
      ]);
      expect([name, wrong(name, '2026-04-12')]).toEqual([name, null]);
    }
  });
  it('is counted from the first day anybody said, not from a later correction', () =>
    expect(firstDayOf('issueRecordsHold', new History([awareness('2026-04-12'), awareness('2026-04-20')]), dateOfDeath)).toBe(
      '2026-04-12',
    ));
  it('and other days and months lie within the life before it', () => {
    expect(wrong('recordCure', '2026-05-01', { curedOn: '1900-01-01' }, ['curedOn'])).toEqual([{ field: 'curedOn', code: 'too-early' }]);
    expect(wrong('recordTreatmentMonth', '2026-05-01', { month: '1999-12' }, ['month'])).toEqual([{ field: 'month', code: 'too-early' }]);
    expect(wrong('recordTreatmentMonth', '2026-05-01', { month: '2026-03' }, ['month'])).toBeNull();
  });
});
