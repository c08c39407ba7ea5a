/** Who has to move next. `family` never means a deadline for the family: nothing expires by silence. */
export type Ball = 'school' | 'founder' | 'committee' | 'family' | 'authority' | 'nobody';

interface StateOf {
  readonly ball: Ball;
  /** Where the state stands on the rail of the case page; states with the same phase share a stop. */
  readonly phase: Phase;
}

export const phases = [
  'intake',
  'basic',
  'explanation',
  'intention',
  'decision',
  'detailed',
  'report',
  'supplement',
  'publication',
  'followUp',
  'closed',
] as const;
export type Phase = (typeof phases)[number];

/** The states of domain.md §3.1, in the order of the guideline. */
export const states = {
  INTAKE: { ball: 'school', phase: 'intake' },
  BASIC_RUNNING: { ball: 'school', phase: 'basic' },
  BASIC_REPORTED: { ball: 'founder', phase: 'explanation' },
  FAMILY_EXPLAINED: { ball: 'founder', phase: 'intention' },
  INTENTION_PENDING: { ball: 'family', phase: 'intention' },
  INTENTION_RECORDED: { ball: 'founder', phase: 'decision' },
  NOT_MOVED: { ball: 'founder', phase: 'decision' },
  DETAILED_DECIDED: { ball: 'founder', phase: 'detailed' },
  DETAILED_SETUP: { ball: 'founder', phase: 'detailed' },
  DETAILED_RUNNING: { ball: 'committee', phase: 'detailed' },
  DRAFT_TO_FAMILY: { ball: 'family', phase: 'report' },
  REPORTED: { ball: 'founder', phase: 'report' },
  RESULT_EXPLAINED: { ball: 'founder', phase: 'report' },
  SUPPL_REQUESTED: { ball: 'founder', phase: 'supplement' },
  SUPPL_RUNNING: { ball: 'committee', phase: 'supplement' },
  SUPPL_DECLINED: { ball: 'founder', phase: 'supplement' },
  REINVESTIGATION: { ball: 'authority', phase: 'supplement' },
  PUBLICATION: { ball: 'founder', phase: 'publication' },
  FOLLOWUP: { ball: 'founder', phase: 'followUp' },
  CLOSED: { ball: 'nobody', phase: 'closed' },
  REOPENED: { ball: 'founder', phase: 'intake' },
} as const satisfies Record<string, StateOf>;

export type State = keyof typeof states;
export const stateNames = Object.keys(states) as State[];
export const isState = (name: string): name is State => Object.hasOwn(states, name);
