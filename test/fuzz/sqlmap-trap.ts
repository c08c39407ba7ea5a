import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Attack, attack } from './sqlmap-process.js';

/** Rows, or none where several statements were run at once. */
type Ask = (statement: string) => Promise<readonly unknown[] | undefined>;
const ways = ['form', 'json', 'path', 'header'] as const;

/**
 * A page that glues what it gets into a statement and tells nothing but whether something was found. What does not report it in the same
 * time, with the same options, in every place a value can stand in, could not find anything elsewhere either.
 */
export async function missedInTrap(ask: Ask, manner: Pick<Attack, 'folder' | 'seconds'>): Promise<string[]> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data) => (body += String(data)));
    request.on('end', () => {
      const glued = wordIn(request.url ?? '', request.headers['authorization'], request.headers['content-type'], body);
      ask(`select 1 from survey_case where 'word' = '${glued}'`).then(
        (rows) => response.end((rows?.length ?? 0) > 0 ? '<p>There is something.</p>' : '<p>Nothing was found.</p>'),
        () => response.end('<p>Nothing was found.</p>'),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const common = { ...manner, port, options: [] };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const attacks: Readonly<Record<(typeof ways)[number], () => ReturnType<typeof attack>>> = {
    form: () =>
      attack({
        ...common,
        number: 9_001,
        method: 'POST',
        url: '/form',
        headers: form,
        body: 'formToken=x&word=word',
        options: ['--skip=formToken'],
      }),
    json: () =>
      attack({
        ...common,
        number: 9_002,
        method: 'POST',
        url: '/json',
        headers: { 'content-type': 'application/json' },
        body: '{"word":"word"}',
      }),
    path: () => attack({ ...common, number: 9_003, method: 'GET', url: '/path/word*', headers: {} }),
    header: () => attack({ ...common, number: 9_004, method: 'GET', url: '/header', headers: { authorization: 'Bearer word*' } }),
  };
  try {
    const missed: string[] = [];
    for (const way of ways) {
      const { outcome } = await attacks[way]();
      if (outcome !== 'injectable') missed.push(`${way}: ${outcome}`);
    }
    return missed;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

function wordIn(url: string, bearer = '', type = '', body: string): string {
  if (url.startsWith('/path/')) return decodeURIComponent(url.slice('/path/'.length));
  if (url.startsWith('/header')) return bearer.replace(/^Bearer /, '');
  if (type.includes('json')) return jsonWord(body);
  return new URLSearchParams(body).get('word') ?? '';
}
function jsonWord(body: string): string {
  try {
    return String((JSON.parse(body) as { word?: unknown }).word);
  } catch {
    return '';
  }
}
