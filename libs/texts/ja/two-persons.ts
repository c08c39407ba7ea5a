/** What takes two persons and waits: read by everyone whom it concerns, on the page about signing in and above the lists. */
export const twoPersons = {
  title: '二人で行う手続が待っています',
  lead: '申出から3日のあいだは行えません。お心当たりのないもの、誤りのあるものは、止めることができます。止めると、改めて申し出るまで行えません。',
  mine: {
    recovery: 'あなたのサインインの方法を再発行する手続です（{organisation}）。',
    give: 'あなたに「{role}」の役割を加える申出です（{organisation}）。',
    lastDay: 'あなたの「{role}」の役割の最後の日を変える申出です（{organisation}）。',
    end: 'あなたの「{role}」の役割を終わらせる申出です（{organisation}）。',
    move: 'あなたを「{role}」の役割に移す申出です（{organisation}）。',
    letter: 'あなたのサインインの案内を作る申出です（{organisation}）。',
    familyLetter: 'あなたのページに入るための新しい手紙を作る申出です（{organisation}）。',
  },
  others: {
    recovery: 'サインインの方法を再発行する手続です（{organisation}）。',
    give: '「{role}」の役割を加える申出です（{organisation}）。',
    lastDay: '「{role}」の役割の最後の日を変える申出です（{organisation}）。',
    end: '「{role}」の役割を終わらせる申出です（{organisation}）。',
    move: '「{role}」の役割に移す申出です（{organisation}）。',
    letter: '管理者または設置者の長のサインインの案内を作る申出です（{organisation}）。',
    familyLetter: 'すでにページをお使いのご家族またはその代理人に、新しい手紙を作る申出です（{organisation}）。',
  },
  /** Read by a relative, or whoever acts for her. */
  family: {
    title: '新しい手紙の申出があります',
    lead: '新しい手紙のコードが使われると、いまのページに入る方法は終わり、コードを持つ人がこのページに入ります。手紙が作られるのは、3日が過ぎてからです。お頼みになっていないときは、下のボタンで止めることができます。止めても、いまの方法は、そのままお使いになれます。ご自身でお頼みになったときは、何もなさる必要はありません。',
    asked: '{organisation}の担当者が、あなたのページに入るための新しい手紙を作ることを申し出ました。',
    until: '手紙を作れるようになる日時：',
    stop: '手紙を作らせない',
  },
  askedAt: '申し出た日時：',
  confirmLetter: 'ご本人を確かめた方法と日を記録する',
  until: '行えるようになる日時：',
  stop: 'この手続を止める',

  /** The list of the second person. */
  list: {
    title: '管理者と設置者の長についての申出',
    lead: '管理者と設置者の長の役割を加える、変える、終わらせることと、その人への案内は、二人で行います。申し出た人とは別の方が、申出から3日が過ぎてから行います。申出は、ほかの管理者、設置者の長、本人などにメールで知らされ、それまでは、知らされた人が止めることができます。',
    none: '申出はありません。',
    who: '対象の方',
    what: '内容',
    by: '申し出た人',
    from: '行える日時',
    act: '操作',
    open: '内容を確認する',
    stop: '止める',
    whats: {
      give: '「{role}」を加える（{organisation}）',
      lastDay: '「{role}」の最後の日を変える（{organisation}）',
      end: '「{role}」を終わらせる（{organisation}）',
      move: '「{role}」に移す（{organisation}）',
      letter: 'サインインの案内を作る',
    },
  },
  one: {
    title: '申出の確認',
    lead: '本人と、申し出た人の両方に、対面か電話で確かめてから行ってください。行ったことは、管理の記録に残ります。',
    askedAt: '申し出た日時',
    startsOn: '始まる日',
    endsOn: '最後の日',
    open: '定めなし',
    makesLetter: '行うと、コードの入った案内が一度だけ表示されます。あなたが本人に直接渡してください。',
    submit: '確認して行う',
    back: '一覧へ戻る',
  },
  done: '確認した内容を行いました。',
  asked: {
    title: '申出を記録しました。もう一人の確認を待ちます',
    text: '管理者と設置者の長についてのことは、二人で行います。申出から3日が過ぎると、申し出た人とは別の管理者か設置者の長が「サインインの再発行」の画面で確認して行えます。新しい方のための案内は、そのときに作られ、確認した人に表示されます。',
    open: '申出の一覧を開く',
  },
} as const;

export const twoPersonsRefusals = {
  'second-person': {
    title: 'もう一人の確認には、別の方が必要です',
    text: '始めた人、その人を一人で登録した人や、その人が一人で登録した人、役割に就いて30日に満たない人、プログラムは、もう一人として確認できません。何も保存していません。ほかの管理者か設置者の長に依頼してください。条件に合う方がいないときは、システムを運用する担当に連絡してください。担当が本人を確かめて登録します。',
  },
  'not-before': {
    title: 'まだ行えません',
    text: '申出から3日のあいだは、知らされた人が止められるように、行えません。何も保存していません。一覧に表示された日時を過ぎてから行ってください。急ぐときは、システムを運用する担当に連絡してください。',
  },
  'power-waits': {
    title: '同じ申出がすでにあります',
    text: '同じ役割についての申出が、確認を待っています。何も保存していません。一覧から確認してください。',
  },
  'power-takes-two': {
    title: 'この方の役割は、二人で終わらせます',
    text: '管理者と設置者の長の役割は、役割ごとの画面から申し出て、別の一人が確認して終わらせます。その後で、残りの手続を行ってください。何も保存していません。',
  },
} as const;
