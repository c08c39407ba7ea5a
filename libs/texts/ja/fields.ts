import { breakGlassChoices, breakGlassFields, breakGlassHints } from './break-glass.js';

/** Labels of form fields, keyed by the name of the field (or by its `label` code). */
export const fields = {
  occurredOn: '行われた日',
  note: '覚え書き',
  reason: '理由',
  relative: '遺族',
  relatives: '遺族',
  email: 'メールアドレス',
  phone: '電話番号',
  password: 'パスワード',
  ...breakGlassFields,
} as const;

/** Sentences under a label, keyed by the `hint` code of the field (or its name). */
export const hints = {
  occurredOn: '登録する日ではなく、実際に行われた日です。',
  ...breakGlassHints,
} as const;

/** Words of choices: by name of the set (or of the field), then by value. */
export const choices = {
  yesNo: { yes: 'はい', no: 'いいえ' },
  ...breakGlassChoices,
} as const;

/** What is wrong with an answer, keyed by code; `{label}`, `{min}` and `{max}` are filled in. */
export const fieldErrors = {
  required: '「{label}」を入力してください。',
  'required-choice': '「{label}」を選んでください。',
  'must-be-ticked': '「{label}」を確認し、印を付けてください。',
  'too-long': '「{label}」は{max}文字以内で入力してください。',
  'too-small': '「{label}」は{min}以上の数で入力してください。',
  'too-large': '「{label}」は{max}以下の数で入力してください。',
  'too-many': '「{label}」に選べる数を超えています。',
  'not-text': '「{label}」は文字で入力してください。',
  'not-a-day': '「{label}」は実際にある日付で入力してください。例：2026-02-01',
  'not-a-moment': '「{label}」は日付と時刻を入力してください。例：2026-02-01 10:30',
  'not-a-month': '「{label}」は年と月を入力してください。例：2026-02',
  'not-a-number': '「{label}」は整数で入力してください。',
  'not-a-choice': '「{label}」は表示された中から選んでください。',
  'not-a-flag': '「{label}」を正しく送ってください。',
  'not-an-email': '「{label}」はメールアドレスの形で入力してください。例：name@example.jp',
  'not-a-phone': '「{label}」は市外局番から数字で入力してください。例：03-1234-5678',
  'not-an-id': '「{label}」は表示された中から選んでください。',
  repeated: '「{label}」が重なって送られました。一つにしてください。',
  'bad-characters': '「{label}」に使えない文字が含まれています。入力し直してください。',
  'hidden-characters': '「{label}」に目に見えない文字が含まれていたので、取り除きました。よろしければ、このままもう一度送ってください。',
  'unknown-field': '「{label}」という項目はありません。',
  'not-an-object': '項目と値の組で送ってください。',
  'in-the-future': '「{label}」は今日までの日付で入力してください。',
} as const;
