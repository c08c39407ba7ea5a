/** Headings of docs/procedure.md, which is made from the table of the procedure. */
export const procedurePage = {
  title: '背景調査の手続：段階、進み方、条件、記録の表',
  made: 'この文書は `npm run procedure:draw` が `libs/cases/domain` の表から作ります。書き換えても、次に作るときに失われます。',
  drawing: '図は [procedure.svg](procedure.svg) にあります。根拠と、それがどこまで確認できているかは、終わりの「根拠」に示します。',
  none: 'なし',
  shown: '知らせる',
  openIn: { open: '終結のほかいつでも', always: '終結の後もいつでも' },
  marked: '{text}（{mark}）',
  states: { title: '段階', heads: ['符号', '段階', '次に動く人'] },
  steps: { title: '進み方', heads: ['符号', '進み方', 'どの段階から', 'どの段階へ', 'だれが', '要る条件', '根拠'] },
  needs: { title: '条件', heads: ['符号', '満たされていないときの言葉', '番号', '補う記録'] },
  acts: { title: '記録', heads: ['分類', '符号', '記録', 'だれが', 'いつ登録できるか', '遺族の画面'] },
  guards: { title: '番号のある条件', heads: ['番号', '内容'] },
  sources: { title: '根拠', heads: ['符号', '根拠（確かさ）'] },
  editions: { title: '指針の版', heads: ['版', '指針', '通知', '対象', '備考'] },
} as const;
