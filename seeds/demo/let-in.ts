import { Injectable, type OnModuleInit } from '@nestjs/common';
import { emailIndex } from '#lib/accounts';
import { Listeners, type Tx } from '#lib/database';

const tables = { nameRelative: 'relative', nameRepresentative: 'mandate' } as const;

/**
 * Lets the invented people of demo and tests into their cases under the address they are named with, as if each had come by her letter. No app
 * has this: there nobody is let in by being named.
 */
@Injectable()
export class LetInByAddress implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    this.listeners.on('act-recorded', (tx, { caseId, facts, data }) => {
      const table = tables[facts.act as keyof typeof tables];
      if (table && caseId !== null && data?.email && facts.waits !== true) tx.lastly(() => letIn(tx, table, caseId, String(data.email)));
      return Promise.resolve();
    });
  }
}

/** The one named last in the case gets the account that signs in with this address, where it is not another one's in this case. */
export async function letIn(tx: Tx, table: 'relative' | 'mandate', caseId: string, email: string): Promise<void> {
  const [role, last] = table === 'relative' ? ['relative', 'created_at'] : ['representative', 'starts_on'];
  await tx.change(
    `update ${table} t set person_id = p.id from person p
      where p.email_index = $2 and p.email_proven and exists (select from role_grant g where g.person_id = p.id and g.role = $3)
        and not exists (select from ${table} o where o.case_id = $1 and o.person_id = p.id)
        and t.id = (select n.id from ${table} n where n.case_id = $1 and n.person_id is null order by n.${last} desc, n.id desc limit 1)`,
    [caseId, emailIndex(tx, email), role],
  );
}
