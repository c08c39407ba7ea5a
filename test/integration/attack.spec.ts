import { type Outcome, attack } from '../attack/frame.js';
import { trials } from '../attack/trials/index.js';
import { type FourApps, startFourApps } from '../support/four-apps.js';

jest.setTimeout(180_000);

/** What still gets through, known and not hidden: `npm run attack` says BROKEN, docs/security.md names them. Take out what holds. */
const stillOpen = ['DBW-6', 'ADM-2', 'ADM-3', 'ADM-5', 'ONE-1', 'TRC-1', 'ROOM-1'];

let four: FourApps;
let outcomes: readonly Outcome[];
beforeAll(async () => {
  four = await startFourApps();
  outcomes = await attack(four, trials);
});
afterAll(() => four?.close());

for (const { id, promise } of trials) {
  if (stillOpen.includes(id)) it.skip(`not run, still broken: ${id}: ${promise}`, () => undefined);
  else it(`${id}: ${promise}`, () => expect(outcomes.find(({ trial }) => trial.id === id)?.broken).toBeUndefined());
}
it('no two trials have one name', () => expect(new Set(trials.map(({ id }) => id)).size).toBe(trials.length));
