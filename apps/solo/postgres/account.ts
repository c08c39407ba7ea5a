import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { Refused } from '#lib/kernel';

/** The account of the operating system that PostgreSQL runs as; undefined means: the one we run as. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** PostgreSQL refuses to run as root: then it runs as the owner of an existing cluster, else as `postgres` or `nobody`. */
export function accountFor(cluster: string): Account {
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const me = process.getuid?.();
  if (me === undefined) return undefined;
  if (me !== 0) {
    if (owner && owner.uid !== me) throw new Refused('data-of-another-account', { folder: cluster });
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  for (const name of ['postgres', 'nobody']) {
    const account = { uid: numberOf('-u', name), gid: numberOf('-g', name) };
    if (account.uid > 0 && account.gid > 0 && may(account, ':')) return account;
  }
  throw new Refused('no-unprivileged-account');
}

/** Whether the account can run a small shell script; tried instead of reckoned, so that groups and access lists count too. */
export function may(account: Account, script: string, ...args: string[]): boolean {
  return spawnSync('/bin/sh', ['-c', script, 'sh', ...args], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

const numberOf = (flag: string, name: string): number => {
  const answer = spawnSync('id', [flag, name], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout) : -1;
};
