/** Words the pages of committee and relatives share. */
export const casePages = {
  earlierAct: '{on}　{what}',
  ofWhom: '{line}（{name}さん）',
  person: '{name}（{relation}）',
  between: '、',
  shortened: '{start}…',
  /** How a line begins that opens a chapter of a report: 第1章, 1 …, １．…, （1）…, ■ … */
  chapter: '^(第[0-9０-９一二三四五六七八九十]+[章節部編]|[0-9０-９]{1,2}[.．、　 ]|[（(][0-9０-９]{1,2}[)）]|[■●◆])',
  sentenceEnd: '。',
} as const;
