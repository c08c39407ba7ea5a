/** What a letter is about. Its words are in texts under the same name. */
export const kinds = [
  'reminder',
  'case-reported',
  'question-asked',
  'question-answered',
  'progress-note',
  'supplement-requested',
  'family-wrote',
  'said-for-you',
  'declaration-asked',
  'membership-changed',
  'break-glass-asked',
  'break-glass-announced',
  'break-glass-opened',
  'break-glass-stopped',
] as const;
export type Kind = (typeof kinds)[number];

/** Letters about signing in, which belong to no case. */
export const accountKinds = [
  'sign-in-code',
  'new-device',
  'way-changed',
  'address-left',
  'renewal-begun',
  'sign-in-renewed',
  'two-persons-asked',
  'letter-asked',
] as const;
export type AccountKind = (typeof accountKinds)[number];

/** Letters that wait for no hour: whose room is to be opened hears of it at once, and who asked hears that it was stopped. */
export const atAnyHour: readonly Kind[] = ['break-glass-announced', 'break-glass-opened', 'break-glass-stopped'];

/**
 * Letters that exist once for what they are about, because that is there once or waited for: an opening, a case, a limit, a code. Of all others
 * a person gets one in an hour, because what causes them can be done again and again by hand.
 */
const once: readonly (Kind | AccountKind)[] = [...atAnyHour, 'case-reported', 'reminder', 'sign-in-code'];
export const isHourly = (kind: Kind | AccountKind): boolean => !once.includes(kind);

/** To whom: everyone of the founder or school of the case, its appointed members, all relatives, the one who asked. */
export type To = 'founder' | 'school' | 'committee' | 'relatives' | 'asker';

interface Letter {
  readonly kind: Kind;
  readonly to: readonly To[];
}

/** Which event or act causes which letter. Reminders are not here: they come from deadlines. Nobody is told of what they did themselves. */
export const letters = {
  'case-reported': { kind: 'case-reported', to: ['founder'] },
  'break-glass-asked': { kind: 'break-glass-asked', to: ['founder'] },
  'break-glass-announced': { kind: 'break-glass-announced', to: ['committee'] },
  'break-glass-stopped': { kind: 'break-glass-stopped', to: ['founder', 'committee'] },
  'break-glass-opened': { kind: 'break-glass-opened', to: ['committee'] },
  askQuestion: { kind: 'question-asked', to: ['founder', 'school'] },
  answerQuestion: { kind: 'question-answered', to: ['asker'] },
  answerObjection: { kind: 'question-answered', to: ['asker'] },
  answerOpinion: { kind: 'question-answered', to: ['asker'] },
  recordIntention: { kind: 'family-wrote', to: ['founder'] },
  recordObjection: { kind: 'family-wrote', to: ['founder'] },
  recordPublicationWish: { kind: 'family-wrote', to: ['founder'] },
  restoreContact: { kind: 'family-wrote', to: ['founder', 'school'] },
  nameRepresentative: { kind: 'family-wrote', to: ['founder'] },
  withdrawRepresentative: { kind: 'family-wrote', to: ['founder'] },
  contestStatement: { kind: 'family-wrote', to: ['founder', 'school'] },
  confirmStatement: { kind: 'family-wrote', to: ['founder'] },
  'family-letter-stopped': { kind: 'family-wrote', to: ['founder'] },
  giveOpinion: { kind: 'family-wrote', to: ['committee'] },
  sendProgressNote: { kind: 'progress-note', to: ['relatives'] },
  nameParty: { kind: 'declaration-asked', to: ['committee'] },
  nameRelative: { kind: 'declaration-asked', to: ['committee'] },
  appointMember: { kind: 'declaration-asked', to: ['committee'] },
  recuseMember: { kind: 'membership-changed', to: ['founder', 'committee', 'relatives'] },
  endAppointment: { kind: 'membership-changed', to: ['founder', 'committee', 'relatives'] },
  requestSupplement: { kind: 'supplement-requested', to: ['founder', 'committee'] },
} as const satisfies Record<string, Letter>;

export const letterFor = (cause: string): Letter | undefined =>
  Object.hasOwn(letters, cause) ? letters[cause as keyof typeof letters] : undefined;

/** Whom a letter goes to where its cause stays in the committee's room: instead of the founder and the school, the committee. */
export const inTheRoom = (to: readonly To[]): readonly To[] => [
  ...new Set(to.map((group) => (group === 'founder' || group === 'school' ? 'committee' : group))),
];
