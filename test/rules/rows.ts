import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type RowClass } from '#lib/database';

const libs = path.resolve(__dirname, '../../libs');

/** Every row class of the house: what the files named `*.row.ts` export. */
export function allRows(): RowClass[] {
  const files = readdirSync(libs, { recursive: true, encoding: 'utf8' }).filter((file) => /\.row\.(ts|js)$/.test(file));
  return files.sort().flatMap((file) => Object.values(require(path.join(libs, file)) as Record<string, unknown>).filter(isClass));
}

const isClass = (thing: unknown): thing is RowClass =>
  typeof thing === 'function' && /^class\b/.test(Function.prototype.toString.call(thing));
