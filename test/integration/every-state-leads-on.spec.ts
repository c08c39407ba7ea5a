import fc from 'fast-check';
import { type ActName, type NeedName, type StepName, actOf, openIn, stepNames, stepOf } from '#lib/cases';
import { Office } from '../support/office.js';

const course: readonly StepName[] = [
  'startBasicSurvey',
  'reportBasicSurvey',
  'confirmFamilyExplained',
  'awaitIntention',
  'confirmIntention',
];
const detailed: readonly StepName[] = [
  'moveToDetailed',
  'setUpCommittee',
  'startDetailedSurvey',
  'showDraft',
  'submitReport',
  'confirmResultExplained',
];
const ending: readonly StepName[] = ['decidePublication', 'followUpAfterPublication', 'closeCase'];
const office = () => {
  const one = new Office();
  one.enter('recordAwareness');
  one.enter('nameRelative');
  one.enter('nameRelative');
  return one;
};
const walks = (one: Office, steps: readonly StepName[]) => {
  for (const step of steps) expect([step, one.work(step)]).toEqual([step, []]);
};

describe('an office that enters what the page asks for comes', () => {
  it.each([
    ['to the end without a detailed survey', [...course, 'decideNotToMove', 'followUpNotMoved', 'closeCase']],
    ['to the end with one', [...course, ...detailed, ...ending]],
    [
      'to a second draft',
      [...course, ...detailed.slice(0, 4), 'reviseDraft', 'showDraft', 'submitReport', 'confirmResultExplained', ...ending],
    ],
    [
      'through a supplementary survey',
      [...course, ...detailed, 'takeUpSupplement', 'startSupplement', 'showDraft', 'submitReport', 'confirmResultExplained', ...ending],
    ],
    ['through a declined one', [...course, ...detailed, 'takeUpSupplement', 'declineSupplement', ...ending]],
    [
      'through a declined one and a re-investigation',
      [
        ...course,
        ...detailed,
        'takeUpSupplement',
        'declineSupplement',
        'startReinvestigation',
        'confirmReinvestigationExplained',
        ...ending,
      ],
    ],
    [
      'through a second request after a re-investigation',
      [
        ...course,
        ...detailed,
        'takeUpSupplement',
        'declineSupplement',
        'startReinvestigation',
        'confirmReinvestigationExplained',
        'takeUpSupplement',
        'startSupplement',
        'showDraft',
        'submitReport',
        'confirmResultExplained',
        ...ending,
      ],
    ],
    ['to a detailed survey after a decision against it', [...course, 'decideNotToMove', ...detailed, ...ending]],
    [
      'through a case that was opened again, with a basic survey',
      [
        ...course,
        'decideNotToMove',
        'followUpNotMoved',
        'closeCase',
        'reopenCase',
        'resumeBasicSurvey',
        'reportBasicSurvey',
        'confirmFamilyExplained',
        'awaitIntention',
        'confirmIntention',
        ...detailed,
        ...ending,
      ],
    ],
    [
      '… with a decision',
      [
        ...course,
        'decideNotToMove',
        'followUpNotMoved',
        'closeCase',
        'reopenCase',
        'resumeDecision',
        'setUpCommittee',
        ...detailed.slice(2),
        ...ending,
      ],
    ],
    [
      '… with the detailed survey',
      [
        ...course,
        ...detailed,
        ...ending,
        'reopenCase',
        'resumeDetailedSurvey',
        'showDraft',
        'submitReport',
        'confirmResultExplained',
        ...ending,
      ],
    ],
  ] as [string, StepName[]][])('%s', (_, steps) => walks(office(), steps));
});

describe('from every state some step can be reached by entering what is asked', () => {
  const beside: readonly (readonly [ActName, Record<string, unknown>])[] = [
    ['nameRelative', {}],
    ['recordIntention', { wish: 'WISH' }],
    ['requestSupplement', { insufficient: 'x' }],
    ['recordDisclosureRequest', {}],
    ['recordLawsuitHold', {}],
    ['recordObjection', { objection: 'x' }],
    ['nameParty', { partyKind: 'school' }],
    ['appointMember', { memberName: 'later', memberRole: 'member', nominatingBody: 'bar', outside: 'yes' }],
    ['freezeDraft', { content: 'another' }],
    ['recordPublicationDecision', { publication: 'none' }],
    ['decideTransition', { decision: 'notMove', reason: 'x' }],
    ['decideTransition', { decision: 'move', reason: 'x' }],
  ];
  const again: readonly StepName[] = ['takeUpSupplement', 'declineSupplement', 'startReinvestigation', 'confirmReinvestigationExplained'];
  const deep: readonly StepName[] = [...course, ...detailed, ...again, ...ending, 'reopenCase'];
  it('whatever else was entered before, and however often', () => {
    fc.assert(
      fc.property(
        fc.nat(deep.length),
        fc.array(fc.tuple(fc.nat(20), fc.array(fc.nat(beside.length - 1), { maxLength: 3 })), { maxLength: 8 }),
        (far, turns) => {
          const one = office();
          walks(one, deep.slice(0, far));
          const trail: string[] = [];
          for (const [choice, extras] of turns) {
            for (const at of extras) {
              const [name, data] = beside[at]!;
              if (!openIn(actOf(name), one.state)) continue;
              const whose = actOf(name).whose === 'relative' ? { relative: one.relatives.at(-1), ...data } : data;
              one.enter(name, whose, actOf(name).whose === 'relative' ? { role: 'relative', personId: String(one.relatives.at(-1)) } : {});
              trail.push(name);
            }
            const from = one.state;
            const ways = stepNames.filter((step) => stepOf(step).from.includes(from));
            const order = ways.map((_, at) => ways[(at + choice) % ways.length]!);
            const left: Record<string, readonly NeedName[]> = {};
            for (const step of order) {
              left[step] = one.work(step);
              if (left[step]!.length === 0) {
                trail.push(step);
                break;
              }
            }
            if (one.state === from && Object.values(left).every((missing) => missing.length > 0))
              throw new Error(`stuck in ${from} after ${trail.join(' ')}: ${JSON.stringify(left)}`);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
