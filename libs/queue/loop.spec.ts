import { Loop } from './loop.js';

const moment = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a loop', () => {
  it('goes on after a failure and reports only its code', async () => {
    const reports: unknown[] = [];
    let rounds = 0;
    const loop = new Loop(
      'sweep',
      1,
      async () => {
        rounds += 1;
        if (rounds === 1) throw Object.assign(new Error('hanako@example.jp'), { code: 'ECONNREFUSED' });
      },
      (what, facts) => reports.push([what, facts]),
    );
    loop.start();
    await moment();
    await loop.stop();
    expect(rounds).toBeGreaterThan(1);
    expect(reports).toEqual([['loop-failed', { loop: 'sweep', code: 'ECONNREFUSED' }]]);
  });

  it('does not run twice at once, but once more when woken meanwhile', async () => {
    let [now, most, rounds] = [0, 0, 0];
    const work = async () => {
      most = Math.max(most, ++now);
      rounds += 1;
      await moment(10);
      now -= 1;
    };
    const loop = new Loop('relay', 60_000, work, () => undefined);
    loop.start();
    loop.wake();
    loop.wake();
    await moment(40);
    await loop.stop();
    expect([most, rounds]).toEqual([1, 2]);
  });

  it('lets the round in hand finish when it stops, and does nothing afterwards', async () => {
    let done = 0;
    const loop = new Loop(
      'relay',
      1,
      () => moment(15).then(() => void (done += 1)),
      () => undefined,
    );
    loop.start();
    await loop.stop();
    expect(done).toBe(1);
    loop.wake();
    await moment();
    expect(done).toBe(1);
  });
});
