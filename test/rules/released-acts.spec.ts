import { acts } from '../../libs/cases/domain/acts.js';
import { releasedActs } from '../../migrations/1764000000002-rights.js';
import { releasedSince } from '../../migrations/1764000000008-walls.js';
import { releasedWithMandates } from '../../migrations/1764000000015-mandates.js';
import { releasedWithOwnWord } from '../../migrations/1764000000025-her-own-word.js';

it('lets the family’s account read exactly the acts that are told to families', () => {
  const told = Object.entries(acts)
    .filter(([, act]) => 'toFamily' in act && act.toFamily)
    .map(([name]) => name);
  expect([...releasedActs, ...releasedSince, ...releasedWithMandates, ...releasedWithOwnWord].sort()).toEqual(told.sort());
});
