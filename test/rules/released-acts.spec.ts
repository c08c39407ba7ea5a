import { acts } from '../../libs/cases/domain/acts.js';
import { steps } from '../../libs/cases/domain/steps.js';
import { stepsTaken } from '../../migrations/1764000000037-entered-by-apps.js';
import { actsEnteredWithNamedInError, releasedWithNamedInError, wordsOfRelatives } from '../../migrations/1764000000053-named-in-error.js';

it('lets the family’s account read exactly the acts that are told to families', () => {
  const told = Object.entries(acts)
    .filter(([, act]) => 'toFamily' in act && act.toFamily)
    .map(([name]) => name);
  expect([...releasedWithNamedInError].sort()).toEqual(told.sort());
});

const pairs = (of: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(of).flatMap(([role, names]) => names.map((name) => `${role} ${name}`));
const inCode = (of: Readonly<Record<string, { readonly by: readonly string[] }>>) =>
  Object.entries(of).flatMap(([name, { by }]) => by.map((role) => `${role} ${name}`));

it('lets each role enter in the database exactly what it enters in the program', () => {
  expect(pairs(actsEnteredWithNamedInError).sort()).toEqual(inCode(acts).sort());
  expect(pairs(stepsTaken).sort()).toEqual(inCode(steps).sort());
});

it('asks of all relatives’ words each that is one, and who saw her paper', () => {
  const theirs = Object.entries(acts).flatMap(([name, { whose }]) => (whose === 'relative' ? [name] : []));
  expect([...wordsOfRelatives].sort()).toEqual([...theirs, 'attestStatement'].sort());
});
