import { newId, systemActor } from '#lib/kernel';
import type { Tx, UnitOfWork } from '#lib/database';
import { type Handler, Handles, type WaitingWork, defineJob, waitingFrom } from '#lib/queue';
import { mail as texts, say } from '#lib/texts';
import { isAddress } from './domain/address.js';
import { answerOf, refusalCode } from './domain/answer.js';
import { messageId } from './domain/message-id.js';
import type { Mailer } from './mailer.js';
import { onlyOnce } from './only-once.js';

const sendRoot = defineJob('send-root');
const today = `(clock_timestamp() at time zone 'Asia/Tokyo')::date`;

const addressPlace = (id: string): string => `root_letter.address:${id}`;

/** A letter with the root of the day to each address outside of the house. The same day and address a second time changes nothing. */
export async function writeRootLetters(tx: Tx, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return;
  const box = await tx.vault.ofPeople();
  for (const address of addresses) {
    const id = newId();
    const [written] = await tx.query<{ id: string }>(
      `insert into root_letter (id, root_no, day, address, address_index, made_at) select $1, no, of_day, $2, $3, clock_timestamp() from journal_root where of_day = ${today}
       on conflict (day, address_index) do nothing returning id`,
      [id, box.seal(addressPlace(id), address), tx.vault.print('root_letter.address', address)],
    );
    if (written) await tx.enqueue(sendRoot, written.id);
  }
}

interface Row {
  readonly id: string;
  readonly address: string;
  readonly no: number;
  readonly madeAt: Date;
  readonly hash: string;
}

/** Sends the root of a day to one address. Nothing of any case is in it: a number, a time, a hash. */
@Handles(sendRoot)
export class SendRoot implements Handler {
  constructor(
    private readonly work: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly from: string,
  ) {}

  async handle(id: string): Promise<void> {
    const handOver = onlyOnce((row: Row) => this.mailer.send(this.letterOf(row)));
    await this.work.run(systemActor('worker'), async (tx) => {
      const [sealed] = await tx.query<Row>(
        `select l.id, l.address, r.no, r.made_at as "madeAt", r.hash from root_letter l join journal_root r on r.no = l.root_no
         where l.id = $1 and l.sent_at is null and l.refused_at is null for update of l skip locked`,
        [id],
      );
      if (!sealed) return;
      const row = { ...sealed, address: (await tx.vault.ofPeople()).open(addressPlace(id), sealed.address) };
      const why = isAddress(row.address) ? await handOver(row).then(() => null, refusedWhy) : 'bad-address';
      await tx.change(
        why === null
          ? 'update root_letter set sent_at = clock_timestamp() where id = $1'
          : 'update root_letter set refused_at = clock_timestamp(), refused_why = $2 where id = $1',
        why === null ? [id] : [id, why],
      );
      await tx.tell({ name: why === null ? 'root-sent' : 'root-refused', caseId: null, facts: { rootLetterId: id, root: row.no } });
    });
  }

  private letterOf({ id, address, no, madeAt, hash }: Row) {
    const words = { no, at: madeAt.toISOString(), hash };
    return {
      to: address,
      subject: say(texts.root.subject, words),
      text: say(texts.root.text, words),
      messageId: messageId(id, this.from),
      date: madeAt,
    };
  }
}

function refusedWhy(error: unknown): string {
  if (answerOf(error) === 'later') throw error;
  return refusalCode(error);
}

/** Letters that have not come out of the queue for long. */
export const waitingRootLetters: WaitingWork = {
  job: sendRoot,
  find: (tx, after) =>
    tx.query(
      `select id, made_at::text as since from root_letter
       where sent_at is null and refused_at is null and made_at <= clock_timestamp() - interval '10 minutes'
         and (made_at, id) > ($1::timestamptz, $2::uuid) order by made_at, id limit 1000`,
      waitingFrom(after),
    ),
};
