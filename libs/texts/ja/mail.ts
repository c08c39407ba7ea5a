/**
 * Mails say that there is something to see and where, nothing else: no case, no name, no school. A mail to a family does not
 * speak of death, of a survey or of haste. Keyed by kind, then by who reads.
 */
export const mail = {
  subject: '連絡事項があります',
  lines: {
    reminder: {
      office: '期日の近い事項があります。',
      family: '日にちに関わるお知らせがあります。',
    },
    'case-reported': { office: '新しい報告が届いています。' },
    'question-asked': { office: '質問が届いています。' },
    'question-answered': { family: 'お尋ねについて、お返事があります。' },
    'progress-note': { family: '現在の状況について、お知らせがあります。' },
    'supplement-requested': { office: '申出が届いています。' },
    'family-wrote': { office: '新しい記入があります。' },
    'said-for-you': { family: 'ご覧いただきたい記入があります。' },
    'declaration-asked': { office: '記入をお願いする書類があります。' },
    'break-glass-asked': { office: '確認をお願いする申出があります。' },
    'break-glass-announced': { office: '閲覧の申出についてのお知らせがあります。' },
    'break-glass-stopped': { office: '申出についてのお知らせがあります。' },
    'break-glass-opened': { office: '閲覧についてのお知らせがあります。' },
    'membership-changed': { office: '担当の登録に変更があります。', family: 'お知らせがあります。' },
  },
  body: {
    office: `{line}
内容は、次の画面にサインインしてご確認ください。

{origin}

このメールには内容を記載していません。転送や返信はしないでください。`,
    family: `{line}
内容は、次のページにサインインしてご覧いただけます。

{origin}

お電話でもお伝えします。電話番号は、お渡ししている書面に記載しています。
メールを控えることもできます。お電話でお申し出ください。

このメールは送信専用です。ご返信いただいても、お返事できません。`,
  },
  /** The root of a day, to addresses outside of the house. It holds nothing of any case. */
  root: {
    subject: '閲覧と操作の記録の封（第{no}号）',
    text: `寄り添い（Yorisoi）の「閲覧と操作の記録」に、次の封をしました。
Root no. {no} over all journal chains, made at {at} (UTC):

{hash}

この64文字は、この時点までのすべての記録から計算したものです。案件の内容は含みません。
記録が後から書き換えられていないことを確かめるときに使いますので、このメールを保管してください。

確かめ方 / To check an export against it:
node yorisoi-verify.mjs <export.jsonl> --root {hash}
`,
  },
} as const;
