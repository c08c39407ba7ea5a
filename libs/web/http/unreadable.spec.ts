import type { Socket } from 'node:net';
import { answerUnreadable } from './unreadable.js';

/** What a socket is told; undefined where nothing is. */
function told(code: string | undefined, kind: 'pages' | 'api', socket: object = { destroyed: false, writable: true }): string | undefined {
  let heard: string | undefined;
  answerUnreadable(
    code === undefined ? {} : { code },
    { ...socket, end: (text: string) => void (heard = text) } as unknown as Socket,
    kind,
    [['x-frame-options', 'DENY']],
  );
  return heard;
}

it('answers a person in words and a program with a problem, with the headers of the house', () => {
  const [head, body] = told('HPE_INVALID_METHOD', 'pages')!.split('\r\n\r\n') as [string, string];
  expect(head.split('\r\n')).toEqual([
    'HTTP/1.1 400 Bad Request',
    'content-type: text/plain; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    'x-frame-options: DENY',
  ]);
  expect(body).toMatch(/。$/);
  expect(JSON.parse(told('HPE_HEADER_OVERFLOW', 'api')!.split('\r\n\r\n')[1]!)).toMatchObject({ status: 431, code: 'too-large' });
  expect(told('ERR_HTTP_REQUEST_TIMEOUT', 'api')).toMatch(/^HTTP\/1\.1 408 /);
});

it('says nothing where nobody listens any more', () => {
  expect(told('ECONNRESET', 'api')).toBeUndefined();
  expect(told(undefined, 'api', { destroyed: true, writable: false })).toBeUndefined();
});
