/** Why something was not done: a heading and what the reader can do next. Keyed by the code of the refusal. */
export const refusals = {
  'not-found': { title: 'ページが見つかりません', text: 'アドレスが変わったか、この内容をご覧になる権限がない可能性があります。' },
  'not-allowed': { title: 'この操作はできません', text: '担当の役割ではないため、この操作はできません。' },
  'not-signed-in': { title: 'サインインが必要です', text: 'もう一度サインインしてから操作してください。' },
  'foreign-origin': { title: '操作を受け付けませんでした', text: 'このサイトの画面から送られた操作だけを受け付けます。画面を開き直してから操作してください。' },
  'changed-meanwhile': {
    title: '内容が先に更新されています',
    text: 'ほかの人がこの記録を更新しました。入力した内容は保存していません。最新の内容を確認してから、もう一度操作してください。',
  },
  'step-not-open': { title: 'いまはこの手続に進めません', text: '手続の現在の位置からは、この操作に進めません。案件の画面で現在の位置を確認してください。' },
  'facts-missing': { title: 'まだそろっていないものがあります', text: '次の記録がそろうと進めます。何も保存していません。' },
  'bad-input': { title: '入力内容を確認してください', text: '入力内容に不足または誤りがあります。何も保存していません。' },
  'wrong-method': { title: 'この方法では開けません', text: '画面を開き直してから操作してください。' },
  'too-large': { title: '送られた内容が大きすぎます', text: '一度に送れるのは1MBまでです。文章を分けて登録してください。' },
  'wrong-media-type': { title: 'この形式は受け付けていません', text: '決められた形式で送ってください。' },
  'broken-body': { title: '送られた内容を読み取れません', text: '形式が正しくないため、内容を読み取れませんでした。' },
  'bad-request': { title: '受け付けられない内容です', text: '画面を開き直してから、もう一度操作してください。' },
  'too-many-requests': { title: '回数の上限に達しました', text: '時間をおいてから、もう一度操作してください。' },
  'unavailable': { title: 'ただいま利用できません', text: '時間をおいてから、もう一度開いてください。' },
  'fault': { title: '処理を完了できませんでした', text: 'システムの側で問題が起きました。入力した内容は保存されていない可能性があります。時間をおいてから、もう一度操作してください。' },
} as const;
