/** Steps: `name` on the button, `done` in the timeline of offices, `family` in the portal of relatives. */
export const steps = {
  startBasicSurvey: { name: '基本調査を始める', done: '基本調査を開始', family: '学校が基本調査を始めました。' },
  reportBasicSurvey: {
    name: '基本調査の結果を設置者に報告する',
    done: '基本調査の結果を設置者に報告',
    family: '学校が、基本調査の結果を設置者に報告しました。',
  },
  confirmFamilyExplained: {
    name: '遺族への説明がそろったことを確認する',
    done: '遺族への説明を確認',
    family: '説明の記録がそろったことを確認しました。',
  },
  awaitIntention: {
    name: '意向の確認を始める',
    done: '意向の確認を開始',
    family: '詳細調査についてのお考えを、うかがい始めました。',
  },
  confirmIntention: {
    name: '意向の記録がそろったことを確認する',
    done: '意向の記録を確認',
    family: 'うかがったお考えの記録を確認しました。',
  },
  decideNotToMove: {
    name: '詳細調査に移行しないことを確定する',
    done: '詳細調査に移行しないことを決定',
    family: '設置者が、現時点では詳細調査に移らないと決めました。',
  },
  moveToDetailed: {
    name: '詳細調査に移行する',
    done: '詳細調査への移行を決定',
    family: '設置者が、詳細調査を行うと決めました。',
  },
  setUpCommittee: {
    name: '調査委員会の設置準備を始める',
    done: '調査委員会の設置準備を開始',
    family: '調査委員会を設ける準備を始めました。',
  },
  startDetailedSurvey: { name: '詳細調査を始める', done: '詳細調査を開始', family: '調査委員会が詳細調査を始めました。' },
  showDraft: {
    name: '報告書案を遺族に示す段階に進む',
    done: '報告書案の提示を開始',
    family: '報告書の案をお示しする段階になりました。',
  },
  reviseDraft: { name: '報告書案を見直す', done: '報告書案の見直しを開始', family: '調査委員会が、報告書の案の見直しを始めました。' },
  submitReport: { name: '報告書を設置者に提出する', done: '報告書を設置者に提出', family: '調査委員会が、報告書を設置者に提出しました。' },
  confirmResultExplained: {
    name: '結果の説明がそろったことを確認する',
    done: '結果の説明を確認',
    family: '調査の結果について、説明の記録がそろったことを確認しました。',
  },
  takeUpSupplement: {
    name: '追加・補充調査の申出を検討に付す',
    done: '追加・補充調査の申出を検討に付した',
    family: '追加・補充調査の申出について、検討が始まりました。',
  },
  startSupplement: { name: '追加・補充調査を始める', done: '追加・補充調査を開始', family: '追加・補充調査が始まりました。' },
  declineSupplement: {
    name: '追加・補充調査を行わないことを確定する',
    done: '追加・補充調査を行わないことを決定',
    family: '設置者が、追加・補充調査を行わないと決めました。',
  },
  startReinvestigation: {
    name: '再調査の開始を記録する',
    done: '再調査の開始',
    family: '法律に定められた機関による再調査が始まりました。',
  },
  confirmReinvestigationExplained: {
    name: '再調査の結果の説明がそろったことを確認する',
    done: '再調査の結果の説明を確認',
    family: '再調査の結果について、説明の記録がそろったことを確認しました。',
  },
  decidePublication: {
    name: '公表の手続に進む',
    done: '公表の手続に移行',
    family: '公表についての設置者の決定を受け、次の手続に進みました。',
  },
  followUpAfterPublication: {
    name: '公表の手続を終え、その後の取組に進む',
    done: '公表の手続を終え、その後の取組に移行',
    family: '公表の手続を終え、その後の取組の段階に進みました。',
  },
  followUpNotMoved: {
    name: '移行しないまま、その後の取組に進む',
    done: '移行しないまま、その後の取組に移行',
    family: '現時点では詳細調査に移らないまま、その後の取組の段階に進みました。詳細調査は、いつでも希望できます。',
  },
  closeCase: { name: '手続を終結する', done: '終結', family: '手続がいったん終結しました。' },
  reopenCase: { name: '手続を再開する', done: '再開', family: '手続を再開しました。' },
  resumeBasicSurvey: { name: '基本調査から再開する', done: '基本調査から再開', family: '基本調査の段階から再開しました。' },
  resumeDecision: {
    name: '詳細調査への移行から再開する',
    done: '詳細調査への移行から再開',
    family: '設置者が、詳細調査を行うと決めて再開しました。',
  },
  resumeDetailedSurvey: { name: '詳細調査から再開する', done: '詳細調査から再開', family: '詳細調査の段階から再開しました。' },
  resumeSupplement: {
    name: '追加・補充調査から再開する',
    done: '追加・補充調査から再開',
    family: '追加・補充調査の段階から再開しました。',
  },
} as const;
