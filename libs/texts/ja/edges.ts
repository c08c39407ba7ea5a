/** Words of the page that hands a form back when the session it was drawn for has ended or changed. */
export const edges = {
  kept: {
    title: 'もう一度送信してください',
    stale: '画面を開いたあとにサインインの状態が変わったため、まだ何も保存していません。',
    ended: 'サインインの有効な時間が過ぎたため、まだ何も保存していません。',
    tooFast: '短い時間に多くの操作があったため、まだ何も保存していません。',
    /** Said where something else than passwords was sent: they are never sent back. */
    here: '入力した内容は、この画面に残っています。',
    /** What is best done then. */
    then: { ended: 'この画面は閉じないでください。', tooFast: '1分ほどおいてから送信してください。' },
    signIn: '新しいタブでサインインする',
    thenSend: 'サインインが済んだら、この画面に戻って「送信する」を押してください。',
    sentences: '入力した文章',
    secret: 'パスワード',
    /** Where two are asked for: the one that holds now, and the one that will. */
    secrets: { current: '今のパスワード', password: '新しいパスワード' },
    secretHint: 'パスワードは残していません。もう一度入力してください。',
    submit: '送信する',
  },
} as const;
