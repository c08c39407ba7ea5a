/** One mail, ready to go. Everything in it is ours, but for the address, which is checked before. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly date: Date;
}

/** Hands a mail to the mail server. Resolves once the server has taken it over; throws what the server answered. */
export abstract class Mailer {
  abstract send(mail: Mail): Promise<void>;
  abstract close(): Promise<void>;
}
