/** What `npm run tour` prints. Values stand in braces. */
export const tour = {
  pupil: '架空 案内',
  begin: '{day} {school}が、児童生徒の死亡を知りました。ここから一つの架空の案件を最後まで進めます。',
  act: '{day}  {by}: {done}',
  step: '{day}  → {step}（{state} {name}）',
  refused: 'まだ進めません: 「{step}」',
  missing: '- {missing}（{need}）',
  deadline: '期限 {rule} {name}: {strict}（余裕をみた日 {safe}）{late}',
  late: '（過ぎています）',
  mail: '{day}  メール {count}通: {to}',
  end: '案件 {caseNo} は、報告から終結まで進みました。届いたメール {mails} 通、理由とともに断られた手続 {refusals} 回。',
  players: { school: '学校', founder: '設置者', founderHead: '設置者の長', committeeMember: '委員', secretariat: '事務局' },
} as const;
