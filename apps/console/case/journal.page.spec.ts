import { consoleWords, say } from '#lib/texts';
import { whatIn } from './journal.page.js';

const words = consoleWords.journal;
const inConsole = { zone: 'console' } as const;

it('a reading says what was read, in the rooms of others only that it was theirs', () => {
  expect(whatIn({ ...inConsole, event: 'read', facts: { what: 'act-content' } })).toBe(
    say(words.read, { what: words.reads['act-content'] }),
  );
  expect(whatIn({ zone: 'family', event: 'read', facts: { what: 'family-jsc' } })).toBe(say(words.read, { what: words.reads.family }));
  expect(whatIn({ zone: 'committee', event: 'read', facts: { what: 'deliberation' } })).toBe(
    say(words.read, { what: words.reads.deliberation }),
  );
});
it('acts, steps and dates are called by their names', () => {
  expect(whatIn({ ...inConsole, event: 'act-recorded', facts: { act: 'recordCare' } })).toMatch(/^登録：/);
  expect(whatIn({ ...inConsole, event: 'step-taken', facts: { step: 'closeCase' } })).toMatch(/^手続：/);
  expect(whatIn({ ...inConsole, event: 'deadline-met', facts: { rule: 'D-JSC-DEATH' } })).toContain('JSC');
});
it('a code nobody gave words to is not shown as a code', () => {
  for (const code of ['x', 'toString', '__proto__']) expect(whatIn({ ...inConsole, event: code, facts: {} })).toBe(words.events.other);
  expect(whatIn({ ...inConsole, event: 'read', facts: { what: 'x' } })).toBe(say(words.read, { what: words.reads.other }));
});
