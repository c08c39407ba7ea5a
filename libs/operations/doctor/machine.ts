import { readFileSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { greetSmtp } from '#lib/mail';
import { KeyRingProblem, checkKeyRing } from '#lib/vault';
import { type Finding, found, levelOf, looked } from './finding.js';

const oldestNode = [20, 19] as const;

/** The machine the doctor runs on: Node.js, room on its disks. */
export async function lookAtMachine(folders: readonly string[]): Promise<Finding[]> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const good = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  const room = folders.map((folder) =>
    looked('disk', { folder, percent: '–' }, async () => {
      const { bavail, blocks } = statfsSync(folder);
      const percent = Math.floor((100 * bavail) / blocks);
      return [found('disk', levelOf(-percent, -15, -5), { folder, percent })];
    }),
  );
  return [found('node', good ? 'ok' : 'bad', { version: process.versions.node }), ...(await Promise.all(room)).flat()];
}

/** The key ring: of this database, closed to others; and its copy, where one is named, the very same and closed as well. */
export async function lookAtRing(keyRing: string | undefined, databaseUrl: string, copy: string | undefined): Promise<Finding[]> {
  if (keyRing === undefined) return [found('ring', 'warn')];
  const ring = await looked('ring', {}, async () => {
    try {
      await checkKeyRing({ keyRing, databaseUrl });
      return [found('ring', 'ok')];
    } catch (error) {
      if (!(error instanceof KeyRingProblem)) throw error;
      const [ja, en] = error.message.split('\n  ');
      return [found('ring', 'bad', { why: ja!, english: en! })];
    }
  });
  if (copy === undefined) return [...ring, found('ring-copy', 'warn')];
  const same = await looked('ring-copy', {}, async () => {
    const open = (statSync(copy).mode & 0o077) !== 0;
    const equal = readFileSync(copy).equals(readFileSync(keyRing));
    const near = statSync(copy).dev === statSync(keyRing).dev && path.dirname(path.resolve(copy)) === path.dirname(path.resolve(keyRing));
    return [found('ring-copy', open || !equal || near ? 'bad' : 'ok')];
  });
  return [...ring, ...same];
}

/** The mail server: greets, speaks TLS where it is on another machine, takes the password. Nothing is sent. */
export const lookAtMail = (smtpUrl: string): Promise<Finding[]> =>
  looked('mail', {}, async () => {
    await greetSmtp(smtpUrl);
    return [found('mail', 'ok')];
  });
