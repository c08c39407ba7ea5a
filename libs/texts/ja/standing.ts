/** What an operator reads when an app may not reach its database the way it would. Holds names of accounts, tables and rights only. */
export const standing = {
  heading: 'データベースへのつながり方に誤りがあるため、起動しませんでした。次の項目を直してから、もう一度起動してください。',
  problems: {
    'other-account':
      'DATABASE_URL の接続アカウントが {account} です。このアプリは {expected} でつなぎます。別のアカウントでは、見てはならないものが見えるか、必要なものが見えません。DATABASE_URL の利用者を {expected} にしてください。',
    'acts-as':
      '{account} でつないだのに、初めから {acts} として働いています。管理者で alter role {account} reset role を実行し、DATABASE_URL の options からも role を外してください。',
    session:
      '接続アカウント {account} のつながりに、初めから設定が入っています（{names}）。別の表が見えるか、変更を防ぐしくみが働きません。管理者で alter role {account} reset …（または alter database … reset …）を実行し、DATABASE_URL の options からも外してください。',
    superuser:
      '接続アカウント {account} は PostgreSQL の特権利用者で、行ごとの保護がすべて効きません。DATABASE_URL の利用者を {expected} にしてください。',
    bypasses:
      '接続アカウント {account} は行ごとの保護を受けません（BYPASSRLS）。管理者で alter role {account} nobypassrls を実行してください。',
    powerful:
      '接続アカウント {account} は、アカウントやデータベースを作れます。管理者で alter role {account} nocreaterole nocreatedb noreplication を実行してください。',
    owner:
      '接続アカウント {account} は表・関数・スキーマなどの持ち主（またはその一員）で、保護を外せます。DATABASE_URL の利用者を {expected} にし、持ち主は移行用のアカウントだけにしてください。',
    member: '接続アカウント {account} は、ほかのアカウント（{roles}）になれます。管理者で revoke を実行し、その一員から外してください。',
    'on-database':
      '接続アカウント {account} は、データベースに表を作れます（一時的な表を含む）。持ち主で npm run db:migrate を実行してください。バックアップから戻したデータベースに多い状態です。',
    'migrations-missing':
      'このデータベースは、この版のものになっていません（{names}）。持ち主の DATABASE_URL で npm run db:migrate を実行してください。',
    'migrations-foreign':
      'このデータベースには、この版が知らない変更が入っています（{names}）。新しい版のアプリを起動するか、この版のデータベースにつないでください。',
    walls:
      'データベースの保護（行ごとの規則、書き換えを防ぐしくみ、関数、ビュー）が、この版のものと違います（{names}）。誰が変えたかを確かめ、バックアップから戻すか、違いを元に戻してください。一覧は npm run doctor で確かめられます。',
    'rights-more':
      'このアカウントに、この版にない権限があります（{names}）。持ち主で revoke を実行して外してください。誰が与えたかも確かめてください。',
    'rights-less': 'このアカウントに、この版の権限が足りません（{names}）。持ち主で npm run db:migrate を実行してください。',
  },
} as const;
