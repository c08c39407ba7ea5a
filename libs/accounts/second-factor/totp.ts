import { generateSecret, generateURI, verifySync } from 'otplib';
import type { Tx } from '#lib/database';
import { openSecret, sealSecret } from './seal.js';

const period = 30;
const place = (personId: string): string => `totp.secret_sealed:${personId}`;

export const newTotpSecret = (): string => generateSecret();

/** What an authenticator app reads from the picture. `label` is shown in the app beside the product. */
export const totpAddress = (secret: string, issuer: string, label: string): string => generateURI({ issuer, label, secret });

/** Digits as people type them: with blanks or in full width. */
export const digits = (typed: unknown): string => (typeof typed === 'string' ? typed.normalize('NFKC').replace(/\s/g, '') : '');

/** The time step a code belongs to, one step early or late allowed; null where it is no code of this secret. */
export function stepOfCode(secret: string, typed: unknown, epoch: number): number | null {
  const token = digits(typed);
  if (!/^\d{6}$/.test(token)) return null;
  const found = verifySync({ secret, token, epoch: Math.floor(epoch), period, epochTolerance: period });
  return found.valid ? Math.floor(epoch / period) + found.delta : null;
}

/** Seconds of the database's own clock: real time on every process alike. */
async function now(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ epoch: number }>('select extract(epoch from clock_timestamp())::float8 as epoch');
  return row!.epoch;
}

/** Sets up the secret with the first code that proves it is in the person's hands. That code counts no second time. One set up before is replaced. */
export async function setUpTotp(tx: Tx, personId: string, secret: string, typed: unknown): Promise<boolean> {
  const step = stepOfCode(secret, typed, await now(tx));
  if (step === null) return false;
  await tx.change('delete from totp where person_id = $1', [personId]);
  await tx.change('insert into totp (person_id, secret_sealed, last_step, made_at) values ($1, $2, $3, clock_timestamp())', [
    personId,
    await sealSecret(tx, place(personId), secret),
    step,
  ]);
  await tx.tell({ name: 'factor-added', caseId: null, facts: { personId, factor: 'totp' } });
  return true;
}

/** Whether the code is right and was not used before: each time step counts once, also for two who ask at the same moment. */
export async function totpIsRight(tx: Tx, personId: string, typed: unknown): Promise<'right' | 'wrong' | 'replayed'> {
  const [row] = await tx.query<{ sealed: string }>('select secret_sealed as sealed from totp where person_id = $1', [personId]);
  if (!row) return 'wrong';
  const step = stepOfCode(await openSecret(tx, place(personId), row.sealed), typed, await now(tx));
  if (step === null) return 'wrong';
  const taken = await tx.change('update totp set last_step = $2 where person_id = $1 and last_step < $2', [personId, step]);
  return taken === 1 ? 'right' : 'replayed';
}

export async function removeTotp(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.change('delete from totp where person_id = $1', [personId])) === 1;
}
