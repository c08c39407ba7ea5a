import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Vault } from '#lib/vault';

const secret = (letter: string): string => Buffer.alloc(32, letter).toString('base64url');
const ring = { what: 'yorisoi key ring, version 1', current: 'test', masterKeys: { test: secret('m') }, indexKey: secret('i') };

/** The file of the key ring every test database belongs to (test/support/database.ts). Its keys protect nothing. */
export const testKeyRing = path.join(os.tmpdir(), `yorisoi-test-${process.getuid?.() ?? 0}`, 'key-ring.json');

mkdirSync(path.dirname(testKeyRing), { recursive: true, mode: 0o700 });
const half = `${testKeyRing}.${process.pid}`;
writeFileSync(half, JSON.stringify(ring), { mode: 0o600 });
renameSync(half, testKeyRing);

/** The vault of the test databases, for a unit of work of one's own. */
export const testVault = new Vault(testKeyRing);

/** What the person with this address is found by. */
export const emailIndexOf = (email: string): string => testVault.print('person.email', email.toLowerCase());
