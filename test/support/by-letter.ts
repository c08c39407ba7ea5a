import { createHash } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { codeToSend } from '#lib/accounts';
import { UnitOfWork } from '#lib/database';
import { systemActor } from '#lib/kernel';
import { generateSync } from 'otplib';
import { Browser, keyOn } from './sign-in.world.js';

/** As the words of a page stand without its markup: blanks may part the groups. */
const shape = /[A-Z2-9]{4}(?:\s*-\s*[A-Z2-9]{4}){3}/;
/** The code on a letter that a page shows. */
export const codeOn = (text: string): string => shape.exec(text)![0].replace(/\s/g, '');
/** A page with the code of its letter made unreadable, so that two letters can be compared; and without the hour of the training clock, which goes on. */
export const withoutCode = (text: string): string => text.replace(shape, '…').replace(/\d\d:\d\d 時計/, '');

export const passwordChosen = 'みずいろの そらと七月の朝';
let visits = 0;
/** Where typing the code of a letter leads to in a browser of its own; null where the page comes back. */
export async function typesCode(app: NestFastifyApplication, code: string): Promise<{ to: string | null; browser: Browser }> {
  const browser = new Browser(app, `192.0.2.${(visits += 1) % 250}`);
  const answer = await browser.post('/invitation', { code });
  return { to: answer.statusCode === 303 ? String(answer.headers['location']) : null, browser };
}

/** Has a code sent to the address that is shown, or to another, and types it in, as whoever reads that mailbox does. */
export async function provesAddress(app: NestFastifyApplication, browser: Browser, email?: string): Promise<void> {
  await browser.post('/sign-in/enrol/address/send', email === undefined ? {} : { email });
  const code = await app.get(UnitOfWork).run(systemActor('worker'), async (tx) => {
    const [step] = await tx.query<{ codeId: string }>('select code_id as "codeId" from sign_in_step where token_hash = $1', [
      createHash('sha256')
        .update([...browser.cookies].find(([name]) => name.endsWith('-step'))![1])
        .digest('hex'),
    ]);
    return codeToSend(tx, step!.codeId);
  });
  if (!code || code.ofAnother) throw new Error('no code goes to this address');
  await browser.post('/sign-in/enrol/address', { code: code.code });
}

/** Comes in by a letter, chooses a password and an authenticator, and answers the cookie of the session. */
export async function comesByLetter(app: NestFastifyApplication, code: string): Promise<string> {
  const { browser } = await typesCode(app, code);
  await provesAddress(app, browser);
  const secret = keyOn((await browser.get('/sign-in/enrol/totp')).body);
  const now = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) });
  await browser.post('/sign-in/enrol/totp', { code: now, password: passwordChosen });
  const session = [...browser.cookies].find(([name]) => /^yorisoi-(console|committee)$/.test(name));
  if (!session) throw new Error('the letter led to no session');
  return session.join('=');
}
