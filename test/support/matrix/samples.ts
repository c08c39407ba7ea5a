import { type ActName, actForms, isAct } from '#lib/cases';
import { jsonSchemaOf } from '#lib/forms';
import { bodyFor } from '../sample-body.js';
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
  factor: () => 'totp',
  opening: (one) => one.opening,
  doing: () => 'end',
  relative: (one) => one.relative(),
  mandate: (one) => one.act('nameRepresentative'),
  request: () => '00000000-0000-4000-8000-000000000000',
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
  'console GET /cases/:id/break-glass/:opening/stop': 'opening',
  'console POST /cases/:id/break-glass/:opening/stop': 'opening',
  'console POST /cases/:id/break-glass/:opening/:doing': 'opening',
  'committee GET /cases/:id/break-glass/:opening/stop': 'opening',
  'committee POST /cases/:id/break-glass/:opening/stop': 'opening',
  'console GET /cases/:id/relatives/:relative/letter': 'relative',
  'console POST /cases/:id/relatives/:relative/letter': 'relative',
  'console GET /cases/:id/representatives/:mandate/letter': 'mandate',
  'console POST /cases/:id/representatives/:mandate/letter': 'mandate',
};

/** The address to ask for. `thing`: the case the further parameters are taken from, where it is another one. */
export function addressOf(key: string, path: string, one: MatrixCase, role: PersonRole, matrix: Matrix, thing: MatrixCase = one): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const sample = particular[key]?.[name] ?? general[name];
    if (!sample) throw new Error(`${key} needs a sample for :${name} in test/support/matrix/samples.ts`);
    return sample(name === 'id' ? one : thing, role, matrix);
  });
}

/** The act that a form stands for, where the address does not say it. */
const actOfForm: Readonly<Record<string, ActName>> = {
  'family POST /cases/:id/intention': 'recordIntention',
  'family POST /cases/:id/publication-wish': 'recordPublicationWish',
  'family POST /cases/:id/supplement': 'requestSupplement',
  'family POST /cases/:id/restore-contact': 'restoreContact',
  'family POST /cases/:id/questions': 'askQuestion',
  'family POST /cases/:id/draft': 'giveOpinion',
  'family POST /cases/:id/objection': 'recordObjection',
  'family POST /cases/:id/representative': 'nameRepresentative',
  'family POST /cases/:id/representative/end': 'withdrawRepresentative',
  'committee POST /cases/:id/draft': 'freezeDraft',
};
const report = { dateOfDeath: '2026-02-02', awareAt: '2026-02-03T08:00:00+09:00', awareSource: 'family', pupilName: '表 新案子' };
const filled: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'console POST /cases/report': report,
  'api POST /v1/cases': report,
  'console POST /training-clock': { ahead: 'day' },
  'api PUT /v1/training/clock': { now: '2099-01-01T00:00:00Z' },
  'family POST /cases/:id/reminders': { mails: 'no' },
};

/** What a request says that must be refused: everything the form asks for, so that nothing else stands in its way. */
export function wholeBody(key: string, url: string): Readonly<Record<string, unknown>> {
  const act = actOfForm[key] ?? /\/acts\/(\w+)/.exec(url)?.[1];
  if (act === undefined || !isAct(act)) return filled[key] ?? {};
  return { occurredOn: '2026-03-01', ...bodyFor(jsonSchemaOf(actForms[act])) };
}
