/** Labels of and words about opening the committee's room where law demands it. Uncertain grounds say so. */
export const breakGlassFields = {
  legalGround: '法令上の根拠',
  openingReason: '理由',
  openingHours: '開く時間の長さ（時間）',
  stopReason: '止める理由',
} as const;
export const breakGlassHints = {
  legalGround: 'この中に当たるものがないときは、開くことはできません。',
  openingReason: '命令、請求、事情の内容と、委員会の部屋の記録が要る理由を書きます。書面の番号も書きます。',
  openingHours: '1時間から72時間まで。必要な長さだけにします。',
  stopReason: '設置者の長と、設置者の担当が読みます。委員会の部屋の内容は書かないでください。',
} as const;
/** The grounds as a journal names them, without their sources. */
const legalGrounds = {
  disclosureDecision: '開示請求への決定',
  reviewBoard: '審査請求での審査会への提示',
  dangerToLife: '人の生命への危険',
  courtOrder: '裁判所の命令など、法令による提出',
} as const;
export const breakGlassChoices = {
  legalGround: {
    disclosureDecision: `${legalGrounds.disclosureDecision}（個人情報保護法第76条、第78条、第79条、第83条）`,
    reviewBoard: `${legalGrounds.reviewBoard}（個人情報保護法第105条。提示の方法は、このシステムでは確認していません）`,
    dangerToLife: `${legalGrounds.dangerToLife}（個人情報保護法第69条。この条文が当てはまるかどうかは、このシステムでは確認していません）`,
    courtOrder: `${legalGrounds.courtOrder}（条文は、このシステムでは確認していません）`,
  },
} as const;

export const breakGlassWords = {
  title: '委員会の部屋を法令により開く',
  lead: '委員会の部屋の記録は、設置者には閉じられています。法令が求めるときに限り、一人が申し出て、別の一人が確認すると、その24時間後から期限までの間、申し出た人が読むことができます。人の生命への危険のときは、確認するとすぐに読むことができます。書くことはできません。',
  told: '申し出たことと、確認されたことは、直ちに委員会に知らされます（機関の名前、根拠、期間）。確認から開くまでの間は、設置者の長、委員長、委員会の事務局が、理由を書いて止めることができます。読んだ画面は、すべて閲覧の記録に残り、委員長と委員会の事務局は、読んだ人の名前も見ることができます。',
  link: '委員会の部屋を法令により開く',
  grounds: legalGrounds,
  back: '案件の画面へ戻る',
  ask: {
    title: '開くことを申し出る',
    submit: '申し出る',
    second:
      '確認する人は、裁判所の命令と審査会では設置者の長、そのほかは設置者の別の人です。設置者の長が申し出たときは、設置者の別の人です。申し出た人は、確認できません。',
  },
  list: {
    title: '申出の一覧',
    none: '申出はありません。',
    ground: '根拠',
    by: '申し出た人',
    askedAt: '申し出た日時',
    hours: '長さ',
    hoursOf: '{hours}時間',
    reason: '理由',
    opensAt: '開く日時',
    stopReason: '止めた理由',
    endsAt: '終わる日時',
    endedAt: '終わった日時',
    standing: '状態',
  },
  standings: {
    waiting: '確認を待っています',
    comes: '確認されました。まだ開いていません',
    stopped: '開く前に止められました',
    open: '開いています',
    over: '終わりました',
    refused: '確認されませんでした',
    withdrawn: '申し出た人が取り下げました',
    lapsed: '7日のうちに確認されず、終わりました',
  },
  confirm: '確認して開く',
  refuse: '確認しない',
  end: '期限の前に閉じる',
  stop: {
    link: '開く前に止める',
    title: '部屋を開くことを止める',
    lead: '止めると、この申出で部屋が開くことはありません。止めたことと理由は、設置者に知らされ、記録に残ります。取り消すことはできません。必要なときは、設置者が改めて申し出ます。',
    submit: '止める',
    back: '前の画面へ戻る',
  },
  withdraw: '申出を取り下げる',
  signIn:
    '委員会の画面に、ご自分のアカウントでサインインすると、期限まで読むことができます。役割を選ぶ画面が出たときは、「法令による閲覧」を選びます。',
  toCommittee: '委員会の画面を開く',
  done: {
    asked: '申出を記録しました。別の人の確認を待ちます。',
    confirm: '確認しました。委員会に知らせました。',
    stop: '止めました。設置者と委員会に知らせました。',
    refuse: '確認しないことを記録しました。',
    end: '終わらせました。この申出で読むことは、もうできません。',
  },
  notice: {
    title: '委員会の部屋が法令により開かれています',
    at: '{day} {hour}',
    past: '委員会の部屋が法令により開かれた記録',
    who: '開いた機関：{organisation}',
    ground: '根拠：{ground}',
    span: '期間：{from}から{until}まで',
    askedAt: '申し出た日時：{at}',
    comesTitle: '委員会の部屋を法令により開く申出があります',
    comesLead:
      '別の一人が確認した24時間後に開きます（人の生命への危険のときは、確認するとすぐに開きます）。確認から開くまでの間は、委員長と委員会の事務局が、理由を書いて止めることができます。',
    stoppedAt: '開く前に止められました：{at}',
    closed: '開かれませんでした',
    lead: '開いた機関の人が、期限まで読むことができます。書くことはできません。誰が何を読んだかは閲覧の記録に残り、委員長と事務局が見ることができます。ご意見は、設置者の長にお伝えください。',
  },
  reader: {
    listTitle: '法令により開かれている案件',
    listLead: '期限までの間、読むことができます。',
    none: '開かれている案件はありません',
    list: '開かれている案件の一覧',
    title: '法令による閲覧です',
    text: '{until}まで、この案件を読むことができます。記録することはできません。開いた画面は、すべて閲覧の記録に残ります。',
  },
} as const;
