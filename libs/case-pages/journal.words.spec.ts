import { breakGlassWords, journalWords as words, say } from '#lib/texts';
import { forWhomIn, groundIn, whatIn, whoIn } from './journal.words.js';

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

it('in the committee’s own room it says what was opened there', () => {
  const entry = { zone: 'committee', event: 'read', facts: { what: 'draft' } };
  expect(whatIn(entry, true)).toBe(say(words.read, { what: words.roomReads.draft }));
  expect(whatIn(entry)).toBe(say(words.read, { what: words.reads.committee }));
});
it('the ground is that of the entry, and that of the role where the entry is too old to say one', () => {
  const none = { facts: {} };
  expect(groundIn({ ...none, role: 'founder', ground: 'break-glass' })).toBe(words.grounds['break-glass']);
  expect(groundIn({ ...none, role: 'founderHead' })).toBe(words.grounds.founder);
  expect(groundIn({ ...none, role: 'nobody' })).toBe(words.none);
});
it('under break-glass it says on which legal ground, once for each', () => {
  const under = (...grounds: unknown[]) =>
    groundIn({ role: 'breakGlass', ground: 'break-glass', facts: { openings: grounds.map((ground) => ({ id: 'x', ground })) } });
  const { courtOrder, dangerToLife } = breakGlassWords.grounds;
  expect(under('courtOrder')).toContain(courtOrder);
  expect(under('courtOrder', 'courtOrder', 'dangerToLife').split(courtOrder)).toHaveLength(2);
  expect(under('courtOrder', 'dangerToLife')).toContain(dangerToLife);
  expect(under('toString', 7)).toBe(words.grounds['break-glass']);
  expect(whatIn({ ...inConsole, event: 'break-glass-opened', facts: { ground: 'courtOrder' } })).toContain(courtOrder);
});
it('what a representative did says in whose name', () => {
  const names = new Map([['r', '架空 はは']]);
  expect(forWhomIn({ facts: { forRelative: 'r' } }, names)).toContain('架空 はは');
  expect(forWhomIn({ facts: { forRelative: 'unknown' } }, names)).toBe('');
  expect(forWhomIn({ facts: {} }, names)).toBe('');
});
it('a person is called by name and role, or by the role alone', () => {
  expect(whoIn({ personId: 'a', role: 'school' }, new Map([['a', '架空 花子']]))).toContain('架空 花子（');
  expect(whoIn({ personId: 'a', role: 'system' }, new Map())).toBe(words.system);
});
