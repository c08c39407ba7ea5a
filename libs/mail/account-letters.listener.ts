import { Injectable, type OnModuleInit } from '@nestjs/common';
import { concernedBy } from '#lib/accounts';
import { Listeners, type Tx } from '#lib/database';
import type { Event } from '#lib/kernel';
import type { AccountKind } from './domain/letters.js';
import { letter, letterOfTheHour } from './letter.js';

/** What about signing in is told to the person it concerns. */
const causes: Readonly<Record<string, AccountKind>> = {
  'new-device': 'new-device',
  'address-left': 'address-left',
  'factor-added': 'way-changed',
  'factor-removed': 'way-changed',
  'password-set': 'way-changed',
  'recovery-started': 'renewal-begun',
  'ways-ended': 'sign-in-renewed',
};

/** Letters about signing in, written in the transaction of what causes them. */
@Injectable()
export class AccountLettersListener implements OnModuleInit {
  constructor(private readonly listeners: Listeners) {}

  onModuleInit(): void {
    for (const [cause, kind] of Object.entries(causes)) this.listeners.on(cause, (tx, event) => notice(tx, kind, event));
    for (const cause of ['recovery-started', 'power-asked', 'family-letter-asked']) this.listeners.on(cause, tellConcerned);
    this.listeners.on('code-asked', (tx, { facts }) =>
      letter(tx, { kind: 'sign-in-code', subjectId: String(facts['codeId']), personId: String(facts['personId']), caseId: null }),
    );
  }
}

const notice = (tx: Tx, kind: AccountKind, { facts }: Event): Promise<void> =>
  letterOfTheHour(tx, { kind, personId: String(facts['personId']), caseId: null });

/** Whom something that takes two concerns is told at once, and by another way than the page on which it was asked for. */
async function tellConcerned(tx: Tx, { name, facts }: Event): Promise<void> {
  const id = String(facts[name === 'recovery-started' ? 'recoveryId' : 'requestId']);
  for (const personId of await concernedBy(tx, id))
    if (name !== 'recovery-started' || personId !== facts['personId'])
      await letterOfTheHour(tx, { kind: kindFor(name, personId === facts['personId']), personId, caseId: null });
}

/** A relative is told in words of her own. */
const kindFor = (name: string, hers: boolean): AccountKind =>
  name === 'family-letter-asked' && hers ? 'letter-asked' : 'two-persons-asked';
