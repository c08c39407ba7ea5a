/** The page on which somebody types the code of a letter. Read by families as well as by offices: no haste, no blame. */
export const invitation = {
  title: 'コードの入力',
  lead: 'お手元の書面にあるコードを入力してください。続いて、次からのサインインの方法を決めます。',
  code: 'コード',
  hint: '16文字です。大文字と小文字、「-」の有無は、どちらでもかまいません。',
  submit: '次へ進む',
  empty: '「コード」を入力してください。',
  shape: '「コード」の文字数か文字が、書面のものと違っています。書面をご覧になり、もう一度入力してください。',
  notRight:
    'このコードでは進めません。書面の文字と違うか、期限が過ぎたか、使い終わったか、新しいコードに替わっています。書面と見比べても同じときは、書面をお渡しした担当の方にお知らせください。新しいコードをお渡しします。',
  link: '書面のコードをお持ちの方',
  email: 'メールアドレス',
  emailForCode: 'サインインのたびに、このアドレスへ6桁の数字を送ります。次からサインインするときに、パスワードと一緒に入力します。',
  toSignIn: 'サインインの画面へ',
} as const;
