import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Tx } from '#lib/database';
import { newId } from '#lib/kernel';
import { signInLock } from '../session-ends.js';
import { openSecret, sealSecret } from './seal.js';
import type { RelyingParty } from '../domain/relying-party.js';
import { proven, sealProof } from '../proof.js';

export interface Passkey {
  readonly id: string;
  readonly label: string;
  readonly rpId: string;
  readonly madeAt: Date;
  readonly lastUsedAt: Date | null;
}

export const longestLabel = 60;
const product = 'Yorisoi';
const timeout = 120_000;

const labelPlace = (id: string): string => `passkey.label:${id}`;

/** Passkeys of a person, the oldest first. */
export async function passkeysOf(tx: Tx, personId: string): Promise<Passkey[]> {
  const rows = await tx.query<Passkey>(
    `select id, label, rp_id as "rpId", made_at as "madeAt", last_used_at as "lastUsedAt" from passkey where person_id = $1 order by made_at, id`,
    [personId],
  );
  return Promise.all(rows.map(async (row) => ({ ...row, label: await openSecret(tx, labelPlace(row.id), row.label) })));
}

interface Stored {
  readonly id: string;
  readonly personId: string;
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: string;
}
const stored = `select id, person_id as "personId", credential_id as "credentialId", public_key as "publicKey", counter, transports from passkey`;
const transportsOf = ({ transports }: Pick<Stored, 'transports'>) => transports.split(' ').filter(Boolean);

/** What the browser is asked for a new passkey: one that needs no user name and checks who holds the device. */
export async function optionsForNew(tx: Tx, rp: RelyingParty, personId: string, account: string) {
  const present = await tx.query<Stored>(`${stored} where person_id = $1 and rp_id = $2`, [personId, rp.id]);
  return generateRegistrationOptions({
    rpName: product,
    rpID: rp.id,
    userName: account,
    userID: new Uint8Array(Buffer.from(personId, 'utf8')),
    timeout,
    attestationType: 'none',
    excludeCredentials: present.map((one) => ({ id: one.credentialId, transports: transportsOf(one) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** What the browser is asked to show who is there: with any passkey of this site, or with one of this person. */
export async function optionsForUse(tx: Tx, rp: RelyingParty, personId: string | null) {
  const allowed = personId === null ? [] : await tx.query<Stored>(`${stored} where person_id = $1 and rp_id = $2`, [personId, rp.id]);
  return generateAuthenticationOptions({
    rpID: rp.id,
    timeout,
    userVerification: 'required',
    ...(personId === null ? {} : { allowCredentials: allowed.map((one) => ({ id: one.credentialId, transports: transportsOf(one) })) }),
  });
}

/** What a browser handed in, as far as it has the shape of an answer at all. */
export function answerIn<Answer extends RegistrationResponseJSON | AuthenticationResponseJSON>(text: unknown): Answer | null {
  if (typeof text !== 'string' || text.length > 20_000) return null;
  try {
    const read = JSON.parse(text) as Partial<Answer> | null;
    const isAnswer =
      typeof read === 'object' && typeof read?.id === 'string' && typeof read.response === 'object' && read.response !== null;
    return isAnswer ? (read as Answer) : null;
  } catch {
    return null;
  }
}

/** Keeps a new passkey, if the answer is one to this challenge from this site and is nobody's yet. */
export async function addPasskey(
  tx: Tx,
  { rp, personId, challenge, label, answer }: { rp: RelyingParty; personId: string; challenge: string; label: string; answer: unknown },
): Promise<boolean> {
  const response = answerIn<RegistrationResponseJSON>(answer);
  if (!response) return false;
  const expected = { expectedChallenge: challenge, expectedOrigin: rp.origin, expectedRPID: rp.id, requireUserVerification: true };
  const { verified, registrationInfo } = await verifyRegistrationResponse({ response, ...expected }).catch(() => unproven);
  if (!verified || !registrationInfo) return false;
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const known = transports.filter((one) => /^[a-z-]{1,20}$/.test(one)).slice(0, 8);
  const passkeyId = newId();
  const sealed = await sealSecret(tx, labelPlace(passkeyId), label);
  const kept = await tx.change(
    `insert into passkey (id, person_id, credential_id, public_key, counter, rp_id, label, transports, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_timestamp()) on conflict (credential_id) do nothing`,
    [
      passkeyId,
      personId,
      id,
      await sealProof(tx, 'passkey.public_key', passkeyId, personId, Buffer.from(publicKey).toString('base64url')),
      counter,
      rp.id,
      sealed,
      known.join(' '),
    ],
  );
  if (kept === 1) await tx.tell({ name: 'factor-added', caseId: null, facts: { personId, factor: 'passkey' } });
  return kept === 1;
}

const unproven: { readonly verified: false; readonly registrationInfo?: never } = { verified: false };

/**
 * Whose passkey answered this challenge; null where the answer is to another challenge, from another site, by a key we do not know or of
 * another person, or where its counter goes backwards. `personId` null: whoever it is.
 */
export async function personOfAnswer(
  tx: Tx,
  { rp, personId, challenge, answer }: { rp: RelyingParty; personId: string | null; challenge: string; answer: unknown },
): Promise<string | null> {
  const response = answerIn<AuthenticationResponseJSON>(answer);
  if (!response) return null;
  const [key] = await tx.query<Stored>(`${stored} where credential_id = $1 and rp_id = $2`, [response.id, rp.id]);
  if (!key || (personId !== null && key.personId !== personId)) return null;
  await signInLock(tx, key.personId);
  const [whose, publicKey] = proven(await tx.vault.ofPeople(), 'passkey.public_key', key.id, key.publicKey)?.split(' ') ?? [];
  if (whose !== key.personId || publicKey === undefined) return null;
  const credential = { id: key.credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: key.counter };
  const expected = { expectedChallenge: challenge, expectedOrigin: rp.origin, expectedRPID: rp.id, requireUserVerification: true };
  const proof = await verifyAuthenticationResponse({ response, credential, ...expected }).catch(() => null);
  if (!proof?.verified) return null;
  const used = await tx.change(
    'update passkey set counter = $2, last_used_at = clock_timestamp() where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))',
    [key.id, proof.authenticationInfo.newCounter],
  );
  return used === 1 ? key.personId : null;
}

export const removePasskey = async (tx: Tx, personId: string, id: string): Promise<boolean> =>
  (await tx.change('delete from passkey where person_id = $1 and id = $2', [personId, id])) === 1;
