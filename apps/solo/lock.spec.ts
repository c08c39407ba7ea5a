import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refused } from '#lib/kernel';
import { beganAt, takeLock } from './lock.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-lock-'));
const file = path.join(folder, 'solo.lock');
const refusalOf = (doing: () => unknown): unknown => {
  try {
    doing();
    return undefined;
  } catch (error) {
    return error;
  }
};
afterEach(() => rmSync(file, { force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('gives a folder to one process only, and names that one', () => {
  const lock = takeLock(folder);
  expect(lock.wasStale).toBe(false);
  const refused = refusalOf(() => takeLock(folder));
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ code: 'already-running', facts: { pid: process.pid, folder } });
  lock.giveBack();
  takeLock(folder).giveBack();
  expect(readdirSync(folder)).toEqual([]);
});

it('takes over from a process that is gone', () => {
  const { pid } = spawnSync('true');
  writeFileSync(file, JSON.stringify({ pid, began: 'then' }));
  expect(takeLock(folder).wasStale).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ pid: process.pid, began: beganAt(process.pid) });
});

it('is not fooled by a process number that was given out again', () => {
  writeFileSync(file, JSON.stringify({ pid: process.ppid, began: 'another life' }));
  expect(takeLock(folder).wasStale).toBe(true);
});

it.each(['', 'null', '{', '{"pid":"x"}'])('takes over a lock that cannot be read: %j', (content) => {
  writeFileSync(file, content);
  expect(takeLock(folder).wasStale).toBe(true);
});

it('does not take away the lock of another that came after', () => {
  const lock = takeLock(folder);
  writeFileSync(file, JSON.stringify({ pid: process.ppid, began: beganAt(process.ppid) }));
  lock.giveBack();
  expect(existsSync(file)).toBe(true);
});
