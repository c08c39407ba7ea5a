/**
 * Mails about signing in. They carry no case, no name, no device and no hour: only the day, so that people know what is meant.
 * Keyed by kind; the end differs by who reads.
 */
export const accountMail = {
  subject: 'サインインについてのお知らせ',
  codeSubject: '確認コードのお知らせ',
  code: `サインインのための確認コードです。

{code}

10分のあいだ、サインインの画面で使えます。
お心当たりがないときは、このメールをそのまま削除してください。

このメールは送信専用です。`,
  lines: {
    'new-device': '{day}に、これまでと違う端末からサインインがありました。',
    'way-changed': '{day}に、サインインの方法の登録が変わりました。',
    'renewal-begun': '{day}に、サインインの方法を再発行する手続が始まりました。',
    'sign-in-renewed': '{day}に、サインインの方法がすべて取り消されました。新しい案内をお受け取りください。',
  },
  body: {
    office: `{line}

ご自身で行ったときは、何もする必要はありません。
お心当たりがないときは、所属の管理者に連絡してください。

{origin}

このメールには内容を記載していません。転送や返信はしないでください。`,
    family: `{line}

ご自身で行われたときは、何もなさる必要はありません。
お心当たりがないときは、お渡ししている書面に記載の電話番号にお知らせください。

{origin}

このメールは送信専用です。ご返信いただいても、お返事できません。`,
  },
} as const;
