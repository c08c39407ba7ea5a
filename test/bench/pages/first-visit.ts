import { brotliDecompressSync } from 'node:zlib';
import { buildWeb } from '#lib/web';
import { FamilyModule } from '../../../apps/family/family.module.js';
import { pagesOfFamily } from '../../../apps/family/frame.js';
import { get, served, signIn } from './http.js';

export interface Weight {
  readonly kilobytes: number;
  /** Each file with its weight in bytes. */
  readonly files: readonly (readonly [name: string, bytes: number])[];
}

/** What a relative's browser fetches at the first visit of the home page: the page itself, its style and its script, as they come over the wire. */
export async function weighFirstVisit(
  databaseUrl: string,
  keyRing: string,
  { email, password }: { email: string; password: string },
): Promise<Weight> {
  const { app, origin } = await served(
    buildWeb({ ...pagesOfFamily, module: FamilyModule.for({ databaseUrl, keyRing, training: false, mode: 'solo', secureCookies: false }) }),
  );
  try {
    const cookie = await signIn(origin, email, password);
    const page = await get(`${origin}/`, cookie);
    const text = page.headers['content-encoding'] === 'br' ? brotliDecompressSync(page.body).toString() : page.body.toString();
    const fetched = [...text.matchAll(/<(?:link|script|img)\b[^>]*\b(?:href|src)="(\/[^"]*)"/g)].map((match) => match[1]!);
    if (!fetched.some((file) => file.endsWith('.css'))) throw new Error('the page of the family has no style');
    const files: (readonly [string, number])[] = [['page', page.body.length]];
    for (const file of new Set(fetched)) files.push([file.replace(/^.*\//, ''), (await get(origin + file, cookie)).body.length]);
    return { kilobytes: files.reduce((sum, [, bytes]) => sum + bytes, 0) / 1_000, files };
  } finally {
    await app.close();
  }
}
