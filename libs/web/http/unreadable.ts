import type { Socket } from 'node:net';
import { problemJson, wordsOf } from './problem.js';

const answers: Readonly<Record<string, { readonly status: number; readonly line: string; readonly code: string }>> = {
  HPE_HEADER_OVERFLOW: { status: 431, line: '431 Request Header Fields Too Large', code: 'too-large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, line: '408 Request Timeout', code: 'bad-request' },
};
const unread = { status: 400, line: '400 Bad Request', code: 'bad-request' };

/** What is no HTTP, or has too long a head, never becomes a request: it is answered on the bare socket, which is then closed. */
export function answerUnreadable(
  error: { readonly code?: string },
  socket: Socket,
  kind: 'pages' | 'api',
  headers: readonly (readonly [string, string])[],
): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const { line, status, code } = answers[error.code ?? ''] ?? unread;
  const body = kind === 'api' ? JSON.stringify(problemJson({ status, code, facts: {} })) : wordsOf(code).text;
  const head = [
    ['content-type', kind === 'api' ? 'application/problem+json; charset=utf-8' : 'text/plain; charset=utf-8'],
    ['content-length', Buffer.byteLength(body)],
    ['connection', 'close'],
    ...headers,
  ];
  socket.end(`HTTP/1.1 ${line}\r\n${head.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`);
}
