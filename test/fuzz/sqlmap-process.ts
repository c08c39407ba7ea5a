import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Outcome {
  readonly outcome: 'not injectable' | 'injectable' | 'cut off by time' | 'nothing to test' | 'failed';
  readonly said: string;
  readonly seconds: number;
}
export interface Attack {
  readonly folder: string;
  readonly number: number;
  readonly port: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly options: readonly string[];
  readonly seconds: number;
}

const usual = [
  ...[
    '--batch',
    '--technique=BEUSTQ',
    '--dbms=PostgreSQL',
    `--level=${process.env['FUZZ_LEVEL'] ?? 2}`,
    '--risk=2',
    '--param-exclude=^yorisoi-',
    '--skip-waf',
    '--disable-coloring',
  ],
  ...['--ignore-code=*', '--ignore-redirects', '--keep-alive', '--retries=1', '--flush-session', '--answers=quit=N', '--ignore-stdin'],
];

/** Runs sqlmap over one request, as it stands in a file. It is ended after its time. */
export async function attack({ folder, number, port, method, url, headers, body, options, seconds }: Attack): Promise<Outcome> {
  const here = path.join(folder, String(number));
  mkdirSync(here, { recursive: true });
  const lines = [
    `${method} ${url} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const file = path.join(here, 'request.txt');
  writeFileSync(file, `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`);
  const from = performance.now();
  const args = ['-r', file, `--output-dir=${path.join(here, 'out')}`, ...usual, ...options];
  const child = spawn('sqlmap', args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });
  let said = '';
  child.stdout.on('data', (data) => (said += String(data)));
  child.stderr.on('data', (data) => (said += String(data)));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, seconds * 1000);
  await new Promise((resolve) => child.once('close', resolve).once('error', resolve));
  clearTimeout(timer);
  writeFileSync(path.join(here, 'said.txt'), said);
  return { outcome: outcomeOf(said, late), said, seconds: Math.round((performance.now() - from) / 1000) };
}

function outcomeOf(said: string, late: boolean): Outcome['outcome'] {
  if (/identified the following injection point|is vulnerable\. Do you want/.test(said)) return 'injectable';
  if (late) return 'cut off by time';
  if (/all tested parameters do not appear to be injectable/.test(said)) return 'not injectable';
  if (/no parameter\(s\) found for testing|there were no.*parameters/i.test(said)) return 'nothing to test';
  return 'failed';
}
