import { consoleWords as words, deadlines, procedure, refusals } from '#lib/texts';
import { type Fields, consoleForAll, startConsole } from '../support/console.js';

jest.setTimeout(120_000);

const pages = consoleForAll();

const founder = 'kyoiku';

describe('beside the cases', () => {
  it('the procedure can be read by everyone, and is drawn', async () => {
    const { text } = await pages.get('kanri', '/procedure?here=REPORTED&from=x');
    for (const { name } of Object.values(procedure.steps)) expect(text).toContain(name);
    expect(text).toContain(procedure.marks.design);
    const { status, type, html } = await pages.get(founder, '/procedure.svg?here=REPORTED');
    expect([status, type]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(html).toMatch(/^<svg /);
    expect(html).not.toContain('style=');
    expect((await pages.get(founder, '/procedure.svg?here=%3Cscript%3E')).status).toBe(200);
  });
  it('a limit is worked out, with the working, and mistakes stand at their field', async () => {
    const right = await pages.post(founder, '/limits', { rule: 'D-JSC-DEATH', on: '2024-02-28', month: '' });
    expect(right.status).toBe(200);
    expect(right.text).toContain('2026-02-28');
    expect(right.text).toContain(deadlines.sources['civil-code-140']);
    const cases: [Fields, string][] = [
      [{}, 'rule'],
      [{ rule: 'x' }, 'rule'],
      [{ rule: 'D-JSC-DEATH' }, 'on'],
      [{ rule: 'D-JSC-DEATH', on: '2024-02-30' }, 'on'],
      [{ rule: 'D-JSC-MED', on: '2024-02-28' }, 'month'],
      [{ rule: 'D-JSC-DIS', on: '2024-02-28', month: '2024-02' }, 'on'],
      [{ rule: 'D-JSC-DEATH', on: '1900-01-01' }, 'on'],
      [{ rule: '\u0000', on: '\u0000' }, 'rule'],
    ];
    for (const [fields, at] of cases) {
      const { status, html } = await pages.post(founder, '/limits', fields);
      expect([fields, status, html.includes(`href="#f-${at}"`)]).toEqual([fields, 422, true]);
    }
  });
  it('the training clock goes forward, and refuses backwards with what was typed', async () => {
    const back = await pages.post(founder, '/training-clock', { to: '2020-01-01T09:00' });
    expect([back.status, back.value('to'), back.text.includes(words.clock.backwards)]).toEqual([422, '2020-01-01T09:00', true]);
    for (const to of ['', 'x', '2999-13-01T00:00', '2999-01-01T00:00'])
      expect((await pages.post(founder, '/training-clock', { to })).status).toBe(422);
    const before = Date.parse((await pages.get(founder, '/training-clock')).html.match(/<time datetime="([^"]+)"/i)![1]!);
    expect((await pages.post(founder, '/training-clock', { ahead: 'week' })).location).toBe('/training-clock?done=set');
    const after = Date.parse((await pages.get(founder, '/training-clock')).html.match(/<time datetime="([^"]+)"/i)![1]!);
    expect(Math.round((after - before) / 86_400_000)).toBe(7);
  });
  it('a page that is not there is written, not left over', async () => {
    const { status, text } = await pages.get(founder, '/nothing');
    expect([status, text.includes(refusals['not-found'].title)]).toEqual([404, true]);
    expect((await pages.post(founder, '/cases', {})).status).toBe(405);
  });
});

it('without the training clock there is no such page', async () => {
  const plain = await startConsole({ training: false });
  try {
    expect((await plain.get(founder, '/training-clock')).status).toBe(404);
    expect((await plain.post(founder, '/training-clock', { ahead: 'day' })).status).toBe(404);
    expect((await plain.get(founder, '/cases')).text).not.toContain(words.clock.title);
  } finally {
    await plain.close();
  }
});
