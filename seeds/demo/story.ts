import { demoWords as words } from '#lib/texts';
import { type Line, act, attest, declares, eachRelative, explain, read, step, suspicions, wish } from './lines.js';

export { type Line, type Player, type Telling, Told, eachRelative, suspicions, wish } from './lines.js';

/** Day 0 is the day the school learned of the death. The lines of a chapter end with the step that closes it. */
export const chapters = {
  start: [
    act(0, 'school', 'issueRecordsHold', () => ({
      custodian: words.custodian,
      holdScope: words.holdScope,
      media: ['paper', 'terminals', 'mail'],
    })),
    act(0, 'school', 'nameFamilyContact', () => ({
      contactName: words.contactName,
      contactPhone: '0300-00-0000',
      contactHours: words.contactHours,
    })),
    act(0, 'founder', 'nameRelative', ({ emails }) => ({
      relativeName: words.relatives[0],
      relation: 'mother',
      term: 'jishi',
      reminders: true,
      ...(emails.relatives[0] ? { email: emails.relatives[0] } : {}),
    })),
    act(0, 'founder', 'nameRelative', ({ emails }) => ({
      relativeName: words.relatives[1],
      relation: 'father',
      term: 'jishi',
      reminders: true,
      ...(emails.relatives[1] ? { email: emails.relatives[1] } : {}),
    })),
    suspicions(0, 'founder', { friends: 'unknown' }),
    step(0, 'school', 'startBasicSurvey'),
  ],
  basic: [
    act(3, 'school', 'recordStaffHearings', () => ({ staffTotal: 28, staffHeard: 27, notHeardReason: words.notHeard })),
    act(4, 'school', 'recordRecordsCheck', () => ({ recordsChecked: words.recordsChecked })),
    act(5, 'school', 'recordPupilHearings', () => ({ pupilsHeard: 3, care: words.care })),
    explain(6, 'founder', 'explainSurveySystem'),
    act(12, 'school', 'handInBasicForm', () => ({
      health: words.basicForm,
      home: words.basicForm,
      schoolLife: words.basicForm,
      lastDays: words.basicForm,
      chronology: words.basicForm,
      notKnown: words.notKnown,
      author: words.contactName,
      principal: words.principal,
      noCause: true,
    })),
    step(12, 'school', 'reportBasicSurvey'),
  ],
  explanation: [
    read(13, 'school', 'explanationSheet'),
    read(13, 'school', 'basicResultSheet'),
    explain(14, 'founder', 'explainBasicResult'),
    explain(14, 'founder', 'explainJsc'),
    explain(14, 'founder', 'explainDesks'),
    step(14, 'founder', 'confirmFamilyExplained'),
  ],
  intention: [
    read(14, 'school', 'intentionForm'),
    act(14, 'founder', 'issueIntentionForm', ({ relatives }) => ({ relatives, documentVersion: words.version })),
    step(14, 'founder', 'awaitIntention'),
  ],
  wishes: [wish(30, 0, 'WISH'), wish(33, 1, 'UNDECIDED'), step(33, 'founder', 'confirmIntention')],
  decision: [
    suspicions(34, 'founder'),
    act(36, 'founder', 'decideTransition', () => ({ decision: 'move', decider: words.decider, reason: words.moveReason })),
    step(36, 'founder', 'moveToDetailed'),
  ],
  setUp: [
    act(40, 'founder', 'chooseOrganisation', () => ({ organisation: 'THIRD_PARTY_ONLY' })),
    step(40, 'founder', 'setUpCommittee'),
    act(58, 'founder', 'nameParty', () => ({
      partyKind: 'person',
      partyName: words.parties.teacher,
      partyPost: words.parties.teacherPost,
    })),
    act(58, 'founder', 'nameParty', () => ({ partyKind: 'post', partyName: words.parties.post })),
    act(60, 'founder', 'appointMember', ({ emails }) => ({
      memberName: words.member,
      memberRole: 'committeeMember',
      chair: true,
      profession: words.profession,
      nominatingBody: words.nominatingBody,
      outside: 'yes',
      email: emails.committeeMember,
    })),
    act(60, 'founder', 'appointMember', ({ emails }) => ({
      memberName: words.secretary,
      memberRole: 'secretariat',
      profession: words.secretaryProfession,
      nominatingBody: words.secretaryBody,
      outside: 'no',
      email: emails.secretariat,
    })),
    declares(61, 0),
    declares(61, 1),
    act(62, 'founder', 'recordTerms', () => ({ terms: words.terms })),
    explain(64, 'founder', 'tellNames'),
    explain(70, 'secretariat', 'explainPlan'),
    step(70, 'secretariat', 'startDetailedSurvey'),
  ],
  running: [
    act(100, 'secretariat', 'sendProgressNote', ({ day }) => ({
      period: words.period,
      done: words.progressDone,
      next: words.progressNext,
      nextNoteOn: day(130),
    })),
  ],
  draft: [
    ...['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((item) =>
      act(150, 'committeeMember', 'answerStandardItem', () => ({ item, outcome: 'answered', answer: words.itemAnswer })),
    ),
    act(150, 'committeeMember', 'answerStandardItem', () => ({
      item: 'H',
      outcome: 'notEstablished',
      answer: words.notEstablished,
      lookedAt: words.lookedAt,
    })),
    act(151, 'committeeMember', 'freezeDraft', () => ({ content: words.draft })),
    read(152, 'secretariat', 'draftReport'),
    step(153, 'secretariat', 'showDraft'),
  ],
  report: [
    explain(155, 'committeeMember', 'recordDraftShown'),
    eachRelative(160, 'secretariat', 'giveOpinion', 0, () => ({ opinion: words.opinion })),
    act(165, 'committeeMember', 'answerOpinion', (told) => ({ to: told.act('giveOpinion'), answer: words.opinionAnswer })),
    eachRelative(166, 'secretariat', 'giveOpinion', 1, () => ({ noOpinion: true })),
    attest(166, 'giveOpinion'),
    act(170, 'committeeMember', 'signReport', () => ({ signedBy: words.member })),
    step(170, 'committeeMember', 'submitReport'),
  ],
  result: [
    read(171, 'secretariat', 'finalReport'),
    explain(175, 'committeeMember', 'explainResult'),
    step(175, 'founder', 'confirmResultExplained'),
  ],
  supplement: [
    act(185, 'founder', 'requestSupplement', () => ({ insufficient: words.insufficient })),
    step(185, 'founder', 'takeUpSupplement'),
    act(190, 'founder', 'decideSupplement', (told) => ({
      to: told.act('requestSupplement'),
      decision: 'accepted',
      reason: words.supplementReason,
    })),
    step(190, 'founder', 'startSupplement'),
  ],
  secondDraft: [
    act(220, 'committeeMember', 'answerStandardItem', () => ({ item: 'H', outcome: 'answered', answer: words.itemAnswer })),
    act(221, 'committeeMember', 'freezeDraft', () => ({ content: words.secondDraft })),
    read(222, 'secretariat', 'draftReport'),
    step(222, 'secretariat', 'showDraft'),
    explain(223, 'committeeMember', 'recordDraftShown'),
    ...[0, 1].flatMap((at) => [
      eachRelative(228, 'secretariat', 'giveOpinion', at, () => ({ noOpinion: true })),
      attest(228, 'giveOpinion'),
    ]),
    act(230, 'committeeMember', 'signReport', () => ({ signedBy: words.member })),
    step(230, 'committeeMember', 'submitReport'),
    read(231, 'secretariat', 'finalReport'),
    explain(233, 'committeeMember', 'explainResult'),
    step(233, 'founder', 'confirmResultExplained'),
  ],
  jsc: [
    act(234, 'founder', 'recordJscClaim', () => ({ benefit: 'death', claimant: 'guardian' })),
    act(234, 'founder', 'forwardJscClaim', (told) => ({ to: told.act('recordJscClaim') })),
    act(235, 'founder', 'recordJscReceipt', (told) => ({ to: told.act('recordJscClaim'), benefit: 'death', receiptNo: 'DEMO-0001' })),
  ],
  publication: [
    eachRelative(236, 'founder', 'recordPublicationWish', 0, () => ({ publicationWish: 'summary' })),
    attest(236, 'recordPublicationWish'),
    eachRelative(236, 'founder', 'recordPublicationWish', 1, () => ({ publicationWish: 'undecided' })),
    act(240, 'founder', 'recordPublicationDecision', () => ({ publication: 'summary', reason: words.publicationReason })),
    step(240, 'founder', 'decidePublication'),
    explain(245, 'founder', 'tellFamilyBeforePublication'),
    act(250, 'founder', 'recordPublication', () => ({ publishedWhere: words.publishedWhere })),
    step(250, 'founder', 'followUpAfterPublication'),
  ],
  closing: [
    act(300, 'founder', 'reportRecommendation', () => ({
      recommendation: words.recommendation,
      owner: words.decider,
      progress: words.progress,
    })),
    act(320, 'founder', 'recordJscDecision', () => ({ benefit: 'death', jscDecision: 'granted' })),
    act(330, 'founder', 'writeClosing', () => ({ reason: words.closing })),
    step(330, 'founder', 'closeCase'),
  ],
  notMoved: [
    wish(30, 0, 'NO_WISH'),
    attest(30),
    wish(32, 1, 'NO_WISH'),
    attest(32),
    step(32, 'founder', 'confirmIntention'),
    suspicions(33, 'founder'),
    act(34, 'founder', 'decideTransition', () => ({
      decision: 'notMove',
      decider: words.decider,
      reasonCode: 'R3',
      reason: words.notMoveReason,
    })),
    read(35, 'school', 'reasonNotice'),
    explain(36, 'founder', 'explainNotMoved'),
    step(36, 'founder', 'decideNotToMove'),
  ],
} as const satisfies Record<string, readonly Line[]>;

export type Chapter = keyof typeof chapters;

/** The whole guideline, from the report to the closed case. */
export const wholeStory: readonly Chapter[] = [
  'start',
  'basic',
  'explanation',
  'intention',
  'wishes',
  'decision',
  'setUp',
  'running',
  'draft',
  'report',
  'result',
  'supplement',
  'secondDraft',
  'jsc',
  'publication',
  'closing',
];
export const linesOf = (names: readonly Chapter[]): readonly Line[] => names.flatMap((name) => chapters[name]);
