/** What the operator is asked and told by `npm run people:vouch`. */
export const operatorWords = {
  lead: '二人で行うことになっている手続を、運用者が本人を確かめたうえで行います。行ったことは、システムの操作として管理の記録に残ります。何も入力せずに Enter を押すと、何もせずに終わります。',
  house: '組織の名前、またはその一部',
  one: '{number}　{what}',
  doing: '行うこと（番号）',
  doings: {
    administrator: '管理者を加える',
    founderHead: '設置者の長を加える',
    vouch: '本人を確かめたことを登録する（それより前の案内は数えない。いまの役割は、就いて30日を過ぎたものとして扱う）',
    freshStart: 'サインインの方法をすぐに再発行する（いまの方法とセッションはすべて終わる）',
    endRole: '管理者または設置者の長の役割をすぐに終わらせる',
  },
  holder: '{number}　{name}（{role}）',
  whom: '対象の方（番号）',
  nobody: '対象になる方がいません。',
  personName: '氏名',
  email: 'メールアドレス',
  sure: '{organisation}：{what}\n対象：{whom}\n本人に会って確かめましたか。取り消せないものがあります。行うときは「はい」を入力',
  yes: ['はい', 'yes'],
  stopped: '何もせずに終わりました。',
  done: '行いました。',
  code: 'サインインの設定に使うコード（一度だけ表示します）：{code}\n本人が、教育委員会・学校の画面の「/invitation」に、{until}までに入力します。',
  hasAccount:
    'このメールアドレスの方は、この組織にすでに登録されています。何も登録していません。役割は、本人を確かめたことを登録してから、画面で加えてください。',
  failed: '行えませんでした。何も変えていません。',
} as const;
