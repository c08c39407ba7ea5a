/** What is still missing for a step: the sentence in the list, and the link to the form that supplies it. */
export const needs = {
  awarenessRecorded: { missing: '学校または設置者が知った日時の記録がありません。', action: '知った日時を記録する' },
  recordsHoldIssued: { missing: '記録の保全を通知した記録がありません。', action: '記録の保全を通知する' },
  familyContactNamed: { missing: '遺族の連絡担当者が決まっていません。', action: '連絡担当者を決める' },

  staffHeard: {
    missing: '教職員全員の聴き取り（聴けなかった方についてはその理由）の記録がありません。',
    action: '教職員の聴き取りを記録する',
  },
  recordsChecked: { missing: '確認した指導記録などの一覧がありません。', action: '記録の確認を記録する' },
  pupilsHeardOrReason: { missing: '在校生の聴き取り、または行わなかった理由の記録がありません。', action: '在校生の聴き取りを記録する' },
  basicFormComplete: { missing: '基本調査票が提出されていません。', action: '基本調査票を提出する' },

  relativesNamed: { missing: '遺族が一人も登録されていません。', action: '遺族を登録する' },
  surveySystemExplained: {
    missing: '連絡の取れる遺族全員に、背景調査の仕組みを説明した記録がそろっていません。',
    action: '背景調査の仕組みの説明を記録する',
  },
  basicResultExplained: {
    missing: '連絡の取れる遺族全員に、基本調査の結果を説明した記録がそろっていません。',
    action: '基本調査の結果の説明を記録する',
  },
  jscExplained: {
    missing: '連絡の取れる遺族全員に、災害共済給付を説明した記録がそろっていません。',
    action: '災害共済給付の説明を記録する',
  },
  desksExplained: { missing: '連絡の取れる遺族全員に、相談窓口を説明した記録がそろっていません。', action: '相談窓口の説明を記録する' },

  intentionFormIssued: {
    missing: '連絡の取れる遺族全員に、意向確認書を渡した記録がそろっていません。',
    action: '意向確認書を渡したことを記録する',
  },
  everyWishRecorded: {
    missing:
      '連絡の取れる遺族のうち、意向の記録がまだない方がいます。返事がないことは「希望しない」ではありません。連絡を望まないという書面は、記入した人とは別の人が確かめてから数えます。',
    action: '遺族の意向を記録する',
  },

  noRelativeWishesDetailed: {
    missing: '詳細調査を希望する（一部希望を含む）遺族がいます。この希望がある間は、移行しないことを確定できません。',
    action: '遺族の意向に変わりがあれば記録する',
  },
  everyNoConfirmed: {
    missing:
      '担当者が記入しただけで、まだ確かめられていない「希望しない」「決めていない」があります。ご本人が、ご自身のページか書面で確かめるか、記入した人とは別の人が書面を手に取って確かめるまで、移行しないことを確定できません。',
    action: '書面を確かめたことを記録する（二人目）',
  },
  noWishUnheeded: { missing: '詳細調査を希望する遺族がいますが、その希望に応じた移行が行われていません。', action: '移行の判断を記録する' },
  noSchoolFactorSuspected: {
    missing: '教職員の言動、学業、友人関係など、学校生活に関わる疑いが記録されています。疑いがある間は、移行しないことを確定できません。',
    action: '疑いの有無を改めて記録する',
  },
  noBullyingSuspected: {
    missing: 'いじめの疑いが記録されています。疑いがある間は、移行しないことを確定できません。',
    action: '疑いの有無を改めて記録する',
  },
  suspicionsAskedAgain: {
    missing: '基本調査の報告の後に、疑いの有無を改めて確認した記録がありません。',
    action: '疑いの有無を改めて記録する',
  },
  decidedNotToMove: { missing: '移行しないという判断とその理由の記録がありません。', action: '移行の判断を記録する' },
  reasonExplained: {
    missing: '連絡の取れる遺族全員に、移行しない理由を説明した記録がそろっていません。',
    action: '移行しない理由の説明を記録する',
  },

  decidedToMove: { missing: '詳細調査に移行するという判断の記録がありません。', action: '移行の判断を記録する' },

  organisationChosen: { missing: '調査を行う組織が選ばれていません。', action: '調査組織を選ぶ' },
  organisationIndependent: {
    missing: '教職員の言動の疑いがありますが、第三者だけの組織が選ばれておらず、その理由も書かれていません。',
    action: '調査組織または理由を記録する',
  },
  outsideExpertAppointed: { missing: '外部の専門家が委員に選ばれていません。', action: '委員を登録する' },
  nominatingBodiesRecorded: { missing: '委員が登録されていないか、推薦団体の記録がない委員がいます。', action: '委員と推薦団体を登録する' },
  partiesNamed: {
    missing: '委員の利害関係の対象となる人、学校、職が登録されていません。',
    action: '対象となる人、学校、職を登録する',
  },
  conflictsCleared: {
    missing:
      'いまの一覧について利害関係を申告し、支障がないと設置者が確かめた記録のない委員がいます。本人の申告だけでは、確かめたことになりません。一覧に加わった人や学校があるときは、あらためて申告します。',
    action: '利害関係の申告を記録する',
  },
  termsRecorded: { missing: '調査の要綱（目的、事項、期間、守秘、経過報告など）の記録がありません。', action: '調査の要綱を記録する' },
  namesTold: {
    missing: '連絡の取れる遺族全員に、委員の氏名と推薦団体を伝えた記録がそろっていません。',
    action: '委員の氏名を伝えたことを記録する',
  },
  objectionsAnswered: { missing: '委員についての遺族の異議のうち、まだ答えていないものがあります。', action: '異議に回答する' },
  planExplained: { missing: '連絡の取れる遺族全員に、調査計画を説明した記録がそろっていません。', action: '調査計画の説明を記録する' },

  draftFrozen: { missing: '今回示す報告書案の版が確定していません。', action: '報告書案の版を確定する' },
  draftShown: { missing: '連絡の取れる遺族全員に、報告書案を示した記録がそろっていません。', action: '報告書案を示したことを記録する' },
  opinionsHeard: {
    missing: '連絡の取れる遺族のうち、報告書案への意見（意見なしを含む）の記録がない方がいます。',
    action: '報告書案への意見を記録する',
  },
  noOpinionConfirmed: {
    missing:
      '委員会が記入しただけで、まだ確かめられていない「意見なし」があります。ご本人が、ご自身のページか書面で確かめるか、記入した人とは別の人が書面を手に取って確かめるまで、報告書を提出できません。',
    action: '書面を確かめたことを記録する（二人目）',
  },
  opinionsAnswered: { missing: '報告書案への意見のうち、まだ答えていないものがあります。', action: '意見に回答する' },
  standardItemsAnswered: {
    missing: '標準項目のうち、結果も、明らかにできなかった理由も記録されていないものがあります。',
    action: '標準項目を記録する',
  },
  reportSigned: { missing: '報告書案を示した後の、最終報告書の署名の記録がありません。', action: '最終報告書に署名する' },
  resultExplained: { missing: '連絡の取れる遺族全員に、調査の結果を説明した記録がそろっていません。', action: '調査結果の説明を記録する' },

  supplementRequested: { missing: '追加・補充調査の申出の記録がありません。', action: '追加・補充調査の申出を記録する' },
  noSupplementOpen: {
    missing: '追加・補充調査の申出のうち、判断していないもの、または行うと決めて終わっていないものがあります。',
    action: '申出への判断を記録する',
  },
  supplementAccepted: {
    missing: '追加・補充調査を行うという判断の記録がないか、判断していない申出が残っています。',
    action: '申出への判断を記録する',
  },
  supplementDeclined: {
    missing: '追加・補充調査を行わないという判断の記録がないか、判断していない申出が残っています。',
    action: '申出への判断を記録する',
  },
  declineExplained: {
    missing: '連絡の取れる遺族全員に、追加・補充調査を行わない理由を説明した記録がそろっていません。',
    action: '行わない理由の説明を記録する',
  },
  reinvestigationDecided: { missing: '再調査を行うという、権限のある機関の決定の記録がありません。', action: '再調査の決定を記録する' },
  reinvestigationFinished: { missing: '再調査の結果の記録がありません。', action: '再調査の結果を記録する' },
  reinvestigationExplained: {
    missing: '連絡の取れる遺族全員に、再調査の結果を説明した記録がそろっていません。',
    action: '再調査の結果の説明を記録する',
  },

  publicationWishAsked: {
    missing: '連絡の取れる遺族のうち、公表についての意向の記録がない方がいます。',
    action: '公表についての遺族の意向を記録する',
  },
  publicationWishConfirmed: {
    missing:
      '担当者が記入しただけで、まだ確かめられていない「公表してよい」というお考えがあります。ご本人が、ご自身のページか書面で確かめるか、記入した人とは別の人が書面を手に取って確かめるまで、公表の手続に進めません。',
    action: '書面を確かめたことを記録する（二人目）',
  },
  publicationDecided: { missing: '公表するかどうかと、その範囲についての決定の記録がありません。', action: '公表についての決定を記録する' },
  familyToldFirst: {
    missing: '公表より先に、連絡の取れる遺族全員に公表の内容と時期を伝えた記録がそろっていません。',
    action: '遺族に先に伝えたことを記録する',
  },
  publicationDone: {
    missing: '決定に沿った公表の記録がありません。公表しないと決めた場合、この記録は要りません。',
    action: '公表を記録する',
  },

  jscToldForGood: {
    missing: '遺族に災害共済給付を説明した記録がそろっていません。連絡の取れる方がいない場合は、全員に書面を送った記録が要ります。',
    action: '災害共済給付の説明を記録する',
  },
  jscSettled: {
    missing:
      '災害共済給付について、死亡見舞金のJSCの決定、遺族全員の請求しない旨の書面、JSCとの契約がないこと、通常の期限が過ぎたことの説明のいずれの記録もありません。',
    action: 'JSCの決定を記録する',
  },
  noDisclosureOpen: { missing: '決定していない開示請求があります。', action: '開示請求への決定を記録する' },
  noLawsuitHold: { missing: '訴訟などによる記録の保全が続いています。', action: '保全の解除を記録する' },
  closingWritten: { missing: '終結の理由が書かれていません。', action: '終結の理由を書く' },
  reopeningReasonWritten: { missing: '再開の理由が書かれていません。', action: '再開の理由を書く' },

  explanationSheetReadThrough: {
    missing: '遺族への説明書を、作成者とは別の人が読み合わせた記録がありません。',
    action: '説明書の読み合わせを記録する',
  },
  basicResultReadThrough: {
    missing: '基本調査の結果の説明書を、作成者とは別の人が読み合わせた記録がありません。',
    action: '結果の説明書の読み合わせを記録する',
  },
  intentionFormReadThrough: {
    missing: '意向確認書を、作成者とは別の人が読み合わせた記録がありません。',
    action: '意向確認書の読み合わせを記録する',
  },
  reasonNoticeReadThrough: {
    missing: '移行しない理由の通知を、作成者とは別の人が読み合わせた記録がありません。',
    action: '理由の通知の読み合わせを記録する',
  },
  draftReadThrough: {
    missing: '確定した報告書案を、作成者とは別の人が読み合わせた記録がありません。',
    action: '報告書案の読み合わせを記録する',
  },
  reportReadThrough: {
    missing: '署名された最終報告書を、作成者とは別の人が読み合わせた記録がありません。',
    action: '最終報告書の読み合わせを記録する',
  },
} as const;
