/** Signing in, and the words for roles. */
export const accounts = {
  signIn: {
    title: 'サインイン',
    submit: 'サインイン',
    email: 'メールアドレス',
    password: 'パスワード',
    notRight: 'メールアドレスまたはパスワードが正しくありません。',
    tooSoon: '続けて正しく入力されなかったため、{wait}待ってから、もう一度サインインしてください。',
    seconds: '{count}秒ほど',
    minutes: '{count}分ほど',
    signedOut: 'サインアウトしました。',
    /** Whom to turn to, by the app. */
    help: {
      console: 'サインインできないときは、組織の管理者にお知らせください。',
      committee: 'サインインできないときは、設置者の管理者にお知らせください。',
      family: 'サインインの方法が分からなくなったときは、連絡担当者にお知らせください。新しい書面をお渡しします。',
    },
    soloTitle: '試用の環境です',
    soloText: '架空の案件だけが入っています。試用のアカウントは、起動したときの画面に表示されています。',
  },
  role: {
    title: '立場の選択',
    lead: '複数の立場で登録されています。どの立場で使うかを選んでください。後から変えることもできます。',
    label: '立場',
    submit: 'この立場で使う',
    one: '{organisation}（{role}）',
  },
  roles: {
    school: '学校',
    founder: '設置者',
    founderHead: '設置者の長',
    committeeMember: '調査委員',
    breakGlass: '法令による閲覧',
    secretariat: '調査委員会の事務局',
    relative: '遺族',
    representative: '遺族の代理人',
    prefecture: '都道府県',
    reader: '国の担当者',
    administrator: '管理者',
    system: 'システム',
  },
} as const;
