import type net from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Arrived {
  /** From the envelope: who the server would deliver to. */
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

/** What the server says to a receiver or to a whole mail: nothing (it is taken) or an error with its code. */
type Answer = (what: 'RCPT TO' | 'DATA', to: string) => Promise<number | null> | number | null;

export interface RunningSmtp {
  readonly url: string;
  readonly port: number;
  readonly arrived: Arrived[];
  /** Replaced by a test that wants refusals or delays. */
  answer: Answer;
  stop(): Promise<void>;
}

const problem = (code: number, to: string) => Object.assign(new Error(`no such mailbox ${to}`), { responseCode: code });

/** A real mail server on 127.0.0.1 that keeps what it takes over. */
export async function startSmtp(port = 0): Promise<RunningSmtp> {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    authOptional: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => {
      void Promise.resolve(running.answer('RCPT TO', address)).then((code) => done(code === null ? null : problem(code, address)));
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const raw = Buffer.concat(chunks);
        void (async () => {
          const code = await running.answer('DATA', to[0] ?? '');
          if (code !== null) return done(problem(code, to[0] ?? ''));
          arrived.push({ to, raw: raw.toString(), mail: await simpleParser(raw) });
          done();
        })();
      });
    },
  });
  server.on('error', () => undefined); // A client that was killed is part of some tests.
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const at = (server.server.address() as net.AddressInfo).port;
  const running: RunningSmtp = {
    port: at,
    url: `smtp://127.0.0.1:${at}`,
    arrived,
    answer: () => null,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return running;
}
