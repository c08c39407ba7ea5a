import { SMTPServer } from 'smtp-server';
import type { MailFolder } from './mail-folder.js';

const largest = 10 * 1024 * 1024;

/** Takes every letter, keeps it, sends nothing on. A letter is acknowledged once it lies on the disk. */
export function startSmtp(folder: MailFolder, port: number): Promise<SMTPServer> {
  const server = new SMTPServer({
    size: largest,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true, // No name service is asked: nothing leaves the machine.
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      let length = 0;
      stream.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= largest) parts.push(part);
      });
      stream.once('error', done);
      stream.once('end', () => {
        if (stream.sizeExceeded || length > largest) return done(Object.assign(new Error('message too large'), { responseCode: 552 }));
        try {
          folder.keep(
            Buffer.concat(parts),
            session.envelope.rcptTo.map(({ address }) => address),
          );
        } catch {
          return done(Object.assign(new Error('could not be stored, try again'), { responseCode: 451 }));
        }
        done();
      });
    },
  });
  server.on('error', () => undefined); // A peer that hangs up in the middle is its own affair.
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
