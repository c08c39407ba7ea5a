import { Turns } from './turns.js';

const later = () => new Promise<void>((go) => setTimeout(go, 1));

describe('turns', () => {
  it('let so many go at once, and all in the end', async () => {
    const turns = new Turns(2, 50);
    let [now, most, done] = [0, 0, 0];
    await Promise.all(
      Array.from({ length: 40 }, () =>
        turns.take('a', async () => {
          most = Math.max(most, (now += 1));
          await later();
          now -= 1;
          done += 1;
        }),
      ),
    );
    expect([most, done]).toEqual([2, 40]);
  });

  it('give one who comes late the next turn, before the many of another', async () => {
    const turns = new Turns(1, 50);
    const order: string[] = [];
    const many = Array.from({ length: 30 }, (_, n) => turns.take('many', async () => (await later(), void order.push(`many ${n}`))));
    const one = turns.take('one', async () => (await later(), void order.push('one')));
    await Promise.all([...many, one]);
    expect(order.indexOf('one')).toBeLessThanOrEqual(2);
  });

  it('end the waiting of one who has too many in it, and of nobody else', async () => {
    const turns = new Turns(1, 3);
    const all = Array.from({ length: 6 }, () => turns.take('many', later));
    const one = turns.take('one', later);
    const ended = await Promise.allSettled(all);
    expect(ended.map(({ status }) => status)).toEqual([...Array<string>(4).fill('fulfilled'), 'rejected', 'rejected']);
    await expect(one).resolves.toBeUndefined();
  });

  it('refuse nobody who is known because strangers from ever so many places wait', async () => {
    const turns = new Turns(1, 2);
    const crowd = Array.from({ length: 30 }, (_, n) => turns.take(`stranger ${n}`, later));
    const known = turns.take('known', later, true);
    const ended = await Promise.allSettled(crowd);
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(9);
    await expect(known).resolves.toBeUndefined();
  });

  it('go on after one that broke', async () => {
    const turns = new Turns(1, 3);
    const broken = turns.take('a', () => Promise.reject(new Error('broken')));
    const next = turns.take('a', later);
    await expect(broken).rejects.toThrow('broken');
    await expect(next).resolves.toBeUndefined();
  });
});
