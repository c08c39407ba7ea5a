import { type Handler, Handles } from '#lib/queue';
import { systemActor } from '#lib/kernel';
import type { Tx, UnitOfWork } from '#lib/database';
import { recipientsOf } from '#lib/deadlines';
import { isAddress } from './domain/address.js';
import { answerOf, refusalCode } from './domain/answer.js';
import { allowedFrom } from './domain/hours.js';
import { type AccountKind, type Kind, atAnyHour, isHourly } from './domain/letters.js';
import { messageId } from './domain/message-id.js';
import { accountLetter, isAccountKind } from './account-mail.js';
import { compose } from './compose.js';
import { sendMail } from './letter.js';
import type { Mail, Mailer } from './mailer.js';
import { onlyOnce } from './only-once.js';
import { type Room, audienceIn, readerOf } from './reader.js';

export interface MailSettings {
  /** The address mails come from. */
  readonly from: string;
  /** Where people sign in. */
  readonly origins: Readonly<Record<Room, string>>;
}

interface Row {
  readonly id: string;
  readonly kind: Kind | AccountKind;
  readonly subjectId: string;
  readonly personId: string;
  readonly caseId: string | null;
  readonly room: boolean;
  readonly madeAt: Date;
}

/** Sends one letter, if it should still go, within the hours. See docs/decisions/mail-once.md for why never twice. */
@Handles(sendMail)
export class SendMail implements Handler {
  constructor(
    private readonly work: UnitOfWork,
    private readonly mailer: Mailer,
    private readonly settings: MailSettings,
  ) {}

  async handle(id: string): Promise<void> {
    const handOver = onlyOnce((mail: Mail) => this.mailer.send(mail));
    await this.work.run(systemActor('worker'), async (tx) => {
      const row = await waitingRow(tx, id);
      if (!row) return;
      const mail = await this.prepare(tx, row);
      if (mail === 'later') return;
      if (typeof mail === 'string') return refuse(tx, row, mail);
      try {
        await handOver(mail);
      } catch (error) {
        if (answerOf(error) === 'later') throw error;
        return refuse(tx, row, refusalCode(error));
      }
      await tx.change('update mail set sent_at = $2 where id = $1', [row.id, tx.now]);
      await tell(tx, 'mail-sent', row);
    });
  }

  /** The mail, or 'later' where it must wait, or why it does not go at all. */
  private async prepare(tx: Tx, row: Row): Promise<Mail | string> {
    const { kind, caseId } = row;
    if (await toldSince(tx, row)) return 'no-longer-needed';
    const letter = isAccountKind(kind)
      ? await accountLetter(tx, { ...row, kind }, this.settings.origins)
      : caseId !== null && (await this.caseLetter(tx, { ...row, kind, caseId }));
    if (typeof letter === 'string') return letter;
    if (!letter) return 'no-longer-needed';
    if (letter.email === null || !isAddress(letter.email)) return 'bad-address';
    const from = letter.atOnce ? tx.now : allowedFrom(tx.now, audienceIn(letter.room), letter.dateOfDeath ?? null);
    if (from > tx.now) {
      await tx.change('update mail set not_before = $2 where id = $1', [row.id, from]);
      return 'later';
    }
    return { ...letter.words, to: letter.email, messageId: messageId(row.id, this.settings.from), date: tx.now };
  }

  private async caseLetter(tx: Tx, row: Row & { readonly kind: Kind; readonly caseId: string }) {
    const { room, email, dateOfDeath } = await readerOf(tx, row.caseId, row.personId, row.kind);
    if (room === null) return 'no-longer-theirs';
    if (row.kind === 'reminder' && !(await stillReminded(tx, row))) return 'no-longer-needed';
    const words = compose(row.kind, audienceIn(room), this.settings.origins[room]);
    return words ? { email, room, words, dateOfDeath, atOnce: atAnyHour.includes(row.kind) } : 'no-longer-theirs';
  }
}

/** Locks the letter if it waits and is due. A second run of the job at the same moment finds nothing and leaves it to the first. */
async function waitingRow(tx: Tx, id: string): Promise<Row | undefined> {
  const [row] = await tx.query<Row>(
    `select id, kind, subject_id as "subjectId", person_id as "personId", case_id as "caseId", room, made_at as "madeAt" from mail
     where id = $1 and sent_at is null and refused_at is null and not_before <= $2 for update skip locked`,
    [id, tx.now],
  );
  return row;
}

/** A letter that waited, for its hour or through the night, and of which another told the same person since. */
const toldSince = async (tx: Tx, { id, kind }: Row): Promise<boolean> =>
  isHourly(kind) &&
  (
    await tx.query(
      `select from mail m join mail o on o.kind = m.kind and o.person_id = m.person_id and o.case_id is not distinct from m.case_id and o.sent_at >= m.not_before
        where m.id = $1 and m.not_before > m.made_at limit 1`,
      [id],
    )
  ).length > 0;

/** Not where the deadline was closed or moved meanwhile, or the relative wants no more reminders. */
const stillReminded = async (tx: Tx, { subjectId, personId }: Row): Promise<boolean> =>
  (await recipientsOf(tx, subjectId)).some((recipient) => recipient.personId === personId);

async function refuse(tx: Tx, row: Row, why: string): Promise<void> {
  await tx.change('update mail set refused_at = $2, refused_why = $3 where id = $1', [row.id, tx.now, why]);
  await tell(tx, 'mail-refused', row, { why });
}

const tell = (
  tx: Tx,
  name: string,
  { id, kind, personId, caseId, room }: Row,
  more: Readonly<Record<string, string>> = {},
): Promise<void> => tx.tell({ name, caseId, room, facts: { mailId: id, kind, receiverId: personId, ...more } });
