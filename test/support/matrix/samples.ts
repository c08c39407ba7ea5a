import { policy } from './policy.js';
import type { Matrix, MatrixCase, PersonRole } from './world.js';

/** What stands for a parameter of a path: one word for all routes, or one for a route. */
type Sample = (one: MatrixCase, role: PersonRole, matrix: Matrix) => string;

const stepFor: Readonly<Partial<Record<PersonRole, string>>> = {
  school: 'startBasicSurvey',
  committeeMember: 'submitReport',
  secretariat: 'startDetailedSurvey',
  relative: 'takeUpSupplement',
};
const actFor: Readonly<Partial<Record<PersonRole, string>>> = {
  school: 'recordPupilHearings',
  committeeMember: 'answerStandardItem',
  secretariat: 'answerStandardItem',
  relative: 'askQuestion',
};
const general: Readonly<Record<string, Sample>> = {
  id: (one) => one.id,
  step: (_, role) => stepFor[role] ?? 'closeCase',
  act: (_, role) => actFor[role] ?? 'recordCare',
  part: () => '1',
  page: () => 'jsc',
};
/** Of the pages of administrators: what their `:id` is the id of. */
const idIn = (below: string, id: (matrix: Matrix) => string): Readonly<Record<string, Readonly<Record<string, Sample>>>> =>
  Object.fromEntries(
    Object.keys(policy)
      .filter((key) => key.split(' ')[2]!.startsWith(`/people/${below}`))
      .map((key) => [key, { id: (_, __, matrix) => id(matrix) }]),
  );
const particular: Readonly<Record<string, Readonly<Record<string, Sample>>>> = {
  'console GET /cases/:id/acts/:act/:actId': { act: () => 'issueRecordsHold', actId: (one) => one.act('issueRecordsHold') },
  'committee GET /cases/:id/records/:act': { act: (one) => one.act('issueRecordsHold') },
  // Every id of these is one of the first founder's: its school, the principal, the principal's role. One that is over ends nobody.
  ...idIn('organisations/:id', ({ organisations }) => organisations['school']!),
  ...idIn(':id', ({ person }) => person('school', 'main')),
  ...idIn('grants/:id', ({ grant }) => grant('school', 'main')),
  'console POST /people/grants/:id/end': { id: (_, __, { grant }) => grant('school', 'ended') },
};

/** Parameters that name something of a case besides the case itself: with the case of one and the thing of another nothing is found. */
export const thingsOfACase: Readonly<Record<string, string>> = {
  'console GET /cases/:id/acts/:act/:actId': 'actId',
  'committee GET /cases/:id/records/:act': 'act',
};

/** The address to ask for. `thing`: the case the further parameters are taken from, where it is another one. */
export function addressOf(key: string, path: string, one: MatrixCase, role: PersonRole, matrix: Matrix, thing: MatrixCase = one): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const sample = particular[key]?.[name] ?? general[name];
    if (!sample) throw new Error(`${key} needs a sample for :${name} in test/support/matrix/samples.ts`);
    return sample(name === 'id' ? one : thing, role, matrix);
  });
}

/** Bodies that say something; every other request that writes comes with an empty one. */
export const bodies: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
