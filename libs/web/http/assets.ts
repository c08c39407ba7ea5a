import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export interface Asset {
  /** Carries the hash of the content, so it may be kept for a year. */
  readonly url: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly br: Buffer;
}
export interface Assets {
  readonly style: Asset;
  readonly script: Asset;
  readonly passkey: Asset;
}

/** The folder of package.json, from the source as from dist. */
function root(at = __dirname): string {
  if (existsSync(join(at, 'package-lock.json'))) return at;
  const up = dirname(at);
  if (up === at) throw new Error('package-lock.json not found above libs/web');
  return root(up);
}

function asset(file: string, name: string, type: string): Asset {
  const plain = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  const dot = name.lastIndexOf('.');
  return {
    url: `/assets/${name.slice(0, dot)}.${hash}${name.slice(dot)}`,
    type,
    plain,
    gzip: gzipSync(plain, { level: 9 }),
    br: brotliCompressSync(plain),
  };
}

let read: Assets | undefined;

/** Stylesheet and script, read once. The stylesheet is empty where it was not built; `assertBuilt` says so at start. */
export function assets(): Assets {
  const at = root();
  read ??= {
    style: asset(join(at, 'dist/libs/web/styles/style.css'), 'style.css', 'text/css; charset=utf-8'),
    script: asset(join(at, 'libs/web/browser/once.js'), 'once.js', 'text/javascript; charset=utf-8'),
    passkey: asset(join(at, 'libs/web/browser/passkey.js'), 'passkey.js', 'text/javascript; charset=utf-8'),
  };
  return read;
}

export function assertBuilt({ style }: Assets): void {
  if (style.plain.length === 0) throw new Error('The stylesheet is missing: run `npm run build` (dist/libs/web/styles/style.css).');
}
