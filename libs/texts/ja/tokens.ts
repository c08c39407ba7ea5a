/** Tokens of programs: prepared by an administrator, taken over by somebody who holds the role. */
export const tokenWords = {
  title: 'APIトークン',
  lead: 'ほかのシステムがこの組織の役割で情報を読み書きするためのものです。使える範囲は、選んだ役割の範囲を超えません。',
  none: 'APIトークンはまだありません。',
  label: '用途',
  role: '組織と役割',
  scope: '範囲',
  endsOn: '最後の日',
  lastUsed: '最後に使われた日',
  neverUsed: '未使用',
  state: '状態',
  states: {
    open: '使用中',
    waiting: '受け取り待ち',
    lapsed: '受け取り期限切れ',
    expired: '期間終了',
    revoked: '取り消し済み',
  },
  scopes: { read: '読み取りだけ', write: '読み取りと書き込み' },
  noEnd: '定めなし',
  revoke: '取り消す',
  revokes: '「{label}」を取り消す',
  revoked: 'APIトークンを取り消しました。次の通信から使えません。',
  prepared: '準備しました。同じ役割の人の「案件」の画面に、受け取りの案内が表示されます。同じ役割の人に伝えてください。',
  prepare: {
    title: '新しいAPIトークン',
    lead: '管理者は案件の内容を見ないため、トークンそのものは管理者には表示されません。同じ役割の人が、{days}日以内に受け取る画面を開いて受け取ります。',
    submit: '準備する',
  },
  /** Read by whoever holds the role, above the list of cases. */
  waiting: { title: '受け取りを待っているAPIトークンがあります', take: '「{label}」の受け取り' },
  take: {
    title: 'APIトークンの受け取り',
    lead: '受け取ったトークンを持つシステムは、あなたの役割と同じ範囲の情報を扱えます。用途に心当たりがないときは、受け取らずに管理者へ連絡してください。',
    submit: '受け取る',
    shown: 'トークン',
    once: 'この画面を閉じると、もう表示できません。使うシステムに登録し、ほかの場所に残さないでください。',
    over: 'このトークンは受け取りが済んでいるか、受け取れなくなっています。必要なときは、管理者に新しく準備してもらってください。',
  },
} as const;

export const tokenFields = { tokenLabel: '用途', tokenScope: '範囲' } as const;
export const tokenHints = {
  tokenLabel: 'どのシステムで何に使うかが分かる言葉で入力してください。人の名前は入れないでください。',
  tokenEndsOn: '長くても1年先までです。',
} as const;
export const tokenChoices = { tokenScope: tokenWords.scopes } as const;
export const tokenFieldErrors = { 'more-than-a-year': '「{label}」は1年先までの日付で入力してください。' } as const;
