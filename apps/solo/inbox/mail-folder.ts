import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type AddressObject, simpleParser } from 'mailparser';
import { writeWhole } from '../files.js';

export interface Mail {
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: Date;
  /** The day in the letter's head: with the training clock it is ahead of the day of receipt. */
  readonly sentAt: Date | undefined;
  readonly readable: boolean;
}

const name = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{4}([0-9a-f]{24})$/;
const keptInMemory = 5_000;

/** The letters in a folder, one `<time>-<order><letter>.eml` each, whole or not there; the same letter is kept once, as mailboxes do. */
export class MailFolder {
  private readonly known = new Map<string, Mail>();
  private readonly letters: Set<string>;
  private count = 0;

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const file of readdirSync(folder)) if (file.endsWith('.half')) rmSync(path.join(folder, file), { force: true });
    this.letters = new Set(this.ids().map((id) => name.exec(id)![8]!));
  }

  /**
   * Keeps a letter as it came, with the addresses of its envelope in a first line, as mail servers do. One that lies here already, by its
   * Message-ID and its readers, is the same letter handed over again after a broken connection: it is not kept a second time.
   */
  keep(raw: Buffer, recipients: readonly string[], at = new Date()): void {
    const letter = letterOf(raw, recipients);
    if (this.letters.has(letter)) return;
    const order = (this.count++ % 0xffff).toString(16).padStart(4, '0');
    const id = `${at.toISOString().replace(/[-:.]/g, '')}-${order}${letter}`;
    const envelope = recipients.map((one) => `X-Original-To: ${one.replace(/[^\x21-\x7e]/g, '?')}\r\n`).join('');
    writeWhole(path.join(this.folder, `${id}.eml`), Buffer.concat([Buffer.from(envelope), raw]));
    this.letters.add(letter);
  }

  /** Newest first. */
  ids(): string[] {
    return readdirSync(this.folder)
      .filter((file) => file.endsWith('.eml') && name.test(file.slice(0, -4)))
      .map((file) => file.slice(0, -4))
      .sort()
      .reverse();
  }

  async read(id: string): Promise<Mail | undefined> {
    if (!name.test(id)) return undefined;
    const known = this.known.get(id);
    if (known) return known;
    const raw = this.raw(id);
    if (raw === undefined) return undefined;
    const mail = await parse(id, raw);
    if (this.known.size >= keptInMemory) this.known.clear();
    this.known.set(id, mail);
    return mail;
  }

  readAll(ids: readonly string[]): Promise<Mail[]> {
    return Promise.all(ids.map((id) => this.read(id))).then((mails) => mails.filter((mail): mail is Mail => mail !== undefined));
  }

  private raw(id: string): Buffer | undefined {
    try {
      return readFileSync(path.join(this.folder, `${id}.eml`));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

/** What makes two transmissions the same letter; one without a Message-ID is like no other. */
function letterOf(raw: Buffer, recipients: readonly string[]): string {
  const head = raw
    .subarray(0, 64 * 1024)
    .toString('latin1')
    .split(/\r?\n\r?\n/, 1)[0]!;
  const messageId = /^message-id:\s*(\S+)/im.exec(head)?.[1];
  if (messageId === undefined) return randomBytes(12).toString('hex');
  const same = [messageId, ...[...recipients].sort()].join('\n');
  return createHash('sha256').update(same).digest('hex').slice(0, 24);
}

/** What cannot be read as a letter is shown as it came. */
async function parse(id: string, raw: Buffer): Promise<Mail> {
  const receivedAt = new Date(
    id.replace(name, (_, ...parts: string[]) => `${parts.slice(0, 3).join('-')}T${parts.slice(3, 6).join(':')}.${parts[6]}Z`),
  );
  try {
    const { messageId = '', from, to, subject = '', text, date, headers } = await simpleParser(raw, { skipImageLinks: true });
    const envelope = [headers.get('x-original-to') ?? []].flat().join(', ');
    const sentAt = date && !Number.isNaN(date.getTime()) ? date : undefined;
    return {
      id,
      messageId,
      from: namesOf(from),
      to: namesOf(to) || envelope,
      subject,
      text: text ?? '',
      receivedAt,
      sentAt,
      readable: true,
    };
  } catch {
    return {
      id,
      messageId: '',
      from: '',
      to: '',
      subject: '',
      text: raw.toString('utf8').slice(0, 20_000),
      receivedAt,
      sentAt: undefined,
      readable: false,
    };
  }
}

const namesOf = (addresses: AddressObject | AddressObject[] | undefined): string =>
  [addresses ?? []]
    .flat()
    .map(({ text }) => text)
    .join(', ');
