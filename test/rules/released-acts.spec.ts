import { acts } from '../../libs/cases/domain/acts.js';
import { steps } from '../../libs/cases/domain/steps.js';
import { stepsTaken } from '../../migrations/1764000000037-entered-by-apps.js';
import { actsEnteredSince } from '../../migrations/1764000000044-appointed-by-two.js';
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

const pairs = (of: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(of).flatMap(([role, names]) => names.map((name) => `${role} ${name}`));
const inCode = (of: Readonly<Record<string, { readonly by: readonly string[] }>>) =>
  Object.entries(of).flatMap(([name, { by }]) => by.map((role) => `${role} ${name}`));

it('lets each role enter in the database exactly what it enters in the program', () => {
  expect(pairs(actsEnteredSince).sort()).toEqual(inCode(acts).sort());
  expect(pairs(stepsTaken).sort()).toEqual(inCode(steps).sort());
});
