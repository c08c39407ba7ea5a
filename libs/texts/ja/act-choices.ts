import { memberChoices } from './acts.members.js';
import { representativeChoices } from './acts.representative.js';

const yesNoLater = { yes: 'はい', no: 'いいえ', later: '今は決められない' } as const;
const suspicion = { no: '疑いなし', unknown: '不明', yes: '疑いあり' } as const;

/** Words of choices: by set, then by value. None is ever chosen beforehand. */
export const actChoices = {
  awareSource: { family: '遺族', police: '警察', hospital: '医療機関', otherSchool: 'ほかの学校', media: '報道', other: 'そのほか' },
  media: {
    paper: '紙の記録（ノート、アンケートなど）',
    terminals: '端末',
    mail: 'メール',
    chat: 'チャット、SNS',
    camera: '防犯カメラなどの映像',
    other: 'そのほか',
  },
  relation: { father: '父', mother: '母', guardian: '保護者（父母以外）', grandparent: '祖父母', sibling: 'きょうだい', other: 'そのほか' },
  term: { jishi: '自死', jisatsu: '自殺' },
  suspicion,
  earlyKind: { questionnaire: 'アンケート', hearing: '聴き取り', both: 'アンケートと聴き取り', notRun: '行わない' },
  explanationWay: { inPerson: '対面', online: 'オンライン', phone: '電話', letter: '書面の送付' },
  document: {
    explanationSheet: '遺族への説明書',
    basicResultSheet: '基本調査の結果の説明書',
    intentionForm: '意向確認書',
    reasonNotice: '移行しない理由の通知',
    draftReport: '報告書案',
    finalReport: '最終報告書',
  },
  wish: { WISH: '希望する', PARTIAL: '一部希望する', UNDECIDED: '今は決められない', NO_WISH: '希望しない' },
  yesNoLater,
  statedBy: {
    ownForm: '本人がこの画面で記入',
    paper: '本人が書面に記入',
    oral: '口頭で示され、書き取った',
    representative: '代理人が代わりに伝えた',
  },
  way: { visit: '訪問', phone: '電話', letter: '手紙', mail: 'メール', online: 'オンライン', other: 'そのほか' },
  noContactKind: { unreachable: '連絡が取れない', declined: '連絡を望まないと書面で示された' },
  decision: { move: '詳細調査に移行する', notMove: '詳細調査に移行しない' },
  reasonCode: {
    R1: '基本調査で全容が明らかになった',
    R2: '学校生活に関わる要素が見つからなかった',
    R3: '遺族が希望しない',
    R9: 'そのほか',
  },
  organisation: {
    FOUNDER_COMMITTEE: '設置者の委員会（外部の専門家が加わるもの）',
    THIRD_PARTY_ONLY: '第三者だけの委員会',
    BULLYING_ACT: 'いじめ防止対策推進法による組織',
    STANDING: '常設の附属機関',
  },
  ...memberChoices,
  ...representativeChoices,
  standardItem: {
    A: 'A　本人について（成育、健康、家庭など）',
    B: 'B　学校生活',
    C: 'C　兆候',
    D: 'D　直前の経過（24時間、7日、30日、6か月）',
    E: 'E　学校の対応',
    F: 'F　設置者の対応',
    G: 'G　発生後の対応',
    H: 'H　再発防止',
  },
  itemOutcome: { answered: '明らかになった', notEstablished: '明らかにできなかった' },
  supplementDecision: { accepted: '行う', declined: '行わない' },
  publicationWish: {
    full: '全体を公表してよい',
    summary: '概要の公表にとどめてほしい',
    none: '公表しないでほしい',
    undecided: '今は決められない',
  },
  publication: { full: '全体を公表する', summary: '概要を公表する', none: '公表しない' },
  benefit: { death: '死亡見舞金', medical: '医療費', disability: '障害見舞金' },
  claimant: { guardian: '保護者', founder: '設置者', adultPupil: '成年の児童生徒本人' },
  jscDecision: { granted: '支給する', partly: '一部を支給する', refused: '支給しない' },
} as const;
