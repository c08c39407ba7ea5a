/** Signing in, and the words for roles. */
export const accounts = {
  signIn: {
    title: 'サインイン',
    submit: 'サインイン',
    password: 'パスワード',
    notRight: 'メールアドレスまたはパスワードが正しくありません。',
    tooSoon: '続けて正しく入力されなかったため、{wait}待ってから、もう一度サインインしてください。',
    seconds: '{count}秒ほど',
    minutes: '{count}分ほど',
    signedOut: 'サインアウトしました。',
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
    secretariat: '調査委員会の事務局',
    relative: '遺族',
    prefecture: '都道府県',
    reader: '国の担当者',
    administrator: '管理者',
    system: 'システム',
  },
} as const;
