import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refused } from '#lib/kernel';
import { readJson, secret, writeWhole } from '../files.js';
import { type Account, accountFor, may } from './account.js';

/** What `<data>/postgres.json` keeps: where the cluster lies, its passwords, and the port of the last start. */
export interface Keys {
  readonly cluster: string;
  readonly superuserPassword: string;
  readonly ownerPassword: string;
  readonly port: number;
}

export const superuser = 'yorisoi_superuser';
export const keysFile = (data: string): string => path.join(data, 'postgres.json');

/** The cluster of a data folder: the one it has, or the place and passwords for a new one. */
export function clusterOf(data: string, elsewhere: string): { keys: Keys; account: Account; isNew: boolean } {
  const known = readJson<Keys>(keysFile(data));
  if (known) {
    const account = accountFor(known.cluster);
    const exists = existsSync(path.join(known.cluster, 'PG_VERSION'));
    if (!exists && known.cluster !== path.join(data, 'postgres'))
      throw new Refused('cluster-gone', { folder: known.cluster, file: keysFile(data) });
    return { keys: known, account, isNew: !exists };
  }
  if (existsSync(path.join(data, 'postgres')))
    throw new Refused('cluster-without-password', { folder: path.join(data, 'postgres'), file: keysFile(data) });
  const account = accountFor(path.join(data, 'postgres'));
  const cluster = may(account, 'cd "$1"', data)
    ? path.join(data, 'postgres')
    : path.join(elsewhere, `data-${randomBytes(4).toString('hex')}`, 'postgres');
  const keys = { cluster, superuserPassword: secret(), ownerPassword: secret(), port: 0 };
  mkdirSync(path.dirname(cluster), { recursive: true, mode: 0o755 });
  writeWhole(keysFile(data), JSON.stringify(keys, null, 2));
  return { keys, account, isNew: true };
}

/** Makes an empty cluster, aside and then moved into place, so that one killed half-way is no cluster at all. */
export function makeCluster(binaries: string, keys: Keys, account: Account): void {
  const parent = path.dirname(keys.cluster);
  for (const name of readdirSync(parent))
    if (name.startsWith('postgres.half-')) rmSync(path.join(parent, name), { recursive: true, force: true });
  const half = path.join(parent, `postgres.half-${process.pid}`);
  mkdirSync(half, { mode: 0o700 });
  const passwordFile = `${half}.password`;
  writeFileSync(passwordFile, keys.superuserPassword, { mode: 0o600 });
  if (account) for (const entry of [half, passwordFile]) chownSync(entry, account.uid, account.gid);
  try {
    initialise(binaries, half, passwordFile, account);
    chmodSync(half, 0o700);
    renameSync(half, keys.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

/** ICU ja-JP orders and searches Japanese; a `C` locale would make trigram search blind to it. macOS has no C.UTF-8. */
function initialise(binaries: string, folder: string, passwordFile: string, account: Account): void {
  let said = '';
  for (const locale of ['C.UTF-8', 'en_US.UTF-8']) {
    const made = spawnSync(
      path.join(binaries, 'bin/initdb'),
      [
        '-D',
        folder,
        '-U',
        superuser,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=icu',
        '--icu-locale=ja-JP',
        `--locale=${locale}`,
        '--no-instructions',
      ],
      { ...account, cwd: '/', env: postgresEnvironment, encoding: 'utf8' },
    );
    if (made.status === 0) return;
    said = `${made.stderr}${made.stdout}${made.error?.message ?? ''}`;
    if (!/invalid locale/.test(said)) break;
  }
  throw new Refused('initdb-failed', { said: said.slice(-1500) });
}

/** None of the caller's PG… variables reach the server. */
export const postgresEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', TZ: 'UTC' };
