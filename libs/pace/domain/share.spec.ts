import fc from 'fast-check';
import { shareOf, within } from './share.js';

it('lets through exactly the limit, however many processes take their shares', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), (limit) => {
      const share = shareOf(limit);
      let passed = 0;
      for (let counted = share; counted <= limit + 5 * share; counted += share) passed += within(limit, share, counted);
      return passed === limit;
    }),
  );
});

it('asks at most twenty times for what is allowed in a minute', () => {
  expect([shareOf(1), shareOf(20), shareOf(120), shareOf(600)]).toEqual([1, 1, 6, 30]);
});
