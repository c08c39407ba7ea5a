import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';

/** The key ring: kept beside the database and not in it. Both are needed, and a copy of the one is kept apart from the other. */
export const ringFile = (data: string): string => path.join(data, 'key-ring.json');

export const secret = (): string => randomBytes(24).toString('base64url');

/** Writes the whole file or nothing, readable only by its owner. */
export function writeWhole(file: string, content: string | Buffer): void {
  const half = `${file}.${randomBytes(4).toString('hex')}.half`;
  const handle = openSync(half, 'wx', 0o600);
  try {
    writeSync(handle, content as string);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(half, file);
}

/** The file's JSON, or undefined where there is no such file. */
export function readJson<T>(file: string): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return JSON.parse(text) as T;
}
