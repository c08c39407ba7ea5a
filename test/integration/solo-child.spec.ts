import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Child, type ChildPlan, startChild } from '../../apps/solo/child.js';
import { isAlive } from '../../apps/solo/postgres/orphan.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);

const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-child-'));
const sources = path.resolve(__dirname, '../support/typescript.cjs');
const tether = path.resolve(__dirname, '../../apps/solo/tether.ts');
const said: [string, Record<string, unknown>][] = [];
const children: Child[] = [];
let count = 0;

const idle = 'setInterval(() => undefined, 1000);';

function start(script: string, more: Partial<ChildPlan> = {}, manner: Partial<Parameters<typeof startChild>[1]> = {}): Child {
  const file = path.join(folder, `${count++}.cjs`);
  writeFileSync(file, script);
  const plan = {
    name: 'small',
    script: file,
    env: { PATH: process.env['PATH'] ?? '' },
    logFile: path.join(folder, 'logs', `${count}.log`),
    ...more,
  };
  const child = startChild(plan, { say: (code, facts) => said.push([code, facts]), firstWaitMs: 20, preload: sources, ...manner });
  children.push(child);
  return child;
}
const codes = (): string[] => said.map(([code]) => code);

beforeEach(() => said.splice(0));
afterAll(async () => {
  await Promise.all(children.map((child) => child.stop()));
  rmSync(folder, { recursive: true, force: true });
});

it('is ready once the child says so, and keeps what it prints in its log', async () => {
  const logFile = path.join(folder, 'said.log');
  const child = start(`console.error('before'); console.log('ready small'); ${idle}`, { logFile });
  await child.ready;
  await child.stop();
  await until('the log is written', () => readFileSync(logFile, 'utf8').includes('ready small'));
  expect(readFileSync(logFile, 'utf8')).toContain('before');
});

it('is ready once the health check answers', async () => {
  const script = `const server = require('node:http').createServer((_, answer) => answer.end()).listen(0, '127.0.0.1', () => require('node:fs').writeFileSync(process.argv[2], String(server.address().port)));`;
  const portFile = path.join(folder, 'port');
  const first = start(script, { args: [portFile] });
  await until('it listens', () => /\d/.test(readFileSync(portFile, { encoding: 'utf8', flag: 'a+' })));
  const asked = start(idle, { health: `http://127.0.0.1:${readFileSync(portFile, 'utf8')}/health` });
  await asked.ready;
  await first.stop();
});

it('refuses with the last lines of a child that cannot start', async () => {
  const child = start(`console.error('the reason'); process.exit(3);`);
  await expect(child.ready).rejects.toMatchObject({
    code: 'child-not-ready',
    facts: { name: 'small', said: expect.stringContaining('the reason') },
  });
});

it('refuses when a child lives but never serves', async () => {
  await expect(start(idle, {}, { readyWithinMs: 200 }).ready).rejects.toMatchObject({ code: 'child-not-ready' });
});

it('starts a child again that dies, waiting longer each time', async () => {
  const file = path.join(folder, 'starts');
  const child = start(
    `require('node:fs').appendFileSync(${JSON.stringify(file)}, 'x'); console.log('ready small'); setTimeout(() => process.exit(1), 30);`,
  );
  await child.ready;
  await until('it was started five times', () => readFileSync(file, 'utf8').length >= 5);
  await child.stop();
  const waits = said.filter(([code]) => code === 'child-died').map(([, facts]) => facts['seconds'] as number);
  expect(waits.slice(0, 4)).toEqual([0.02, 0.04, 0.08, 0.16]);
  expect(codes()).toContain('child-back');
});

it('does not start a child again that was told to stop', async () => {
  const child = start(`console.log('ready small'); ${idle}`);
  await child.ready;
  const { pid } = child;
  await child.stop();
  expect(isAlive(pid!)).toBe(false);
  expect(codes()).toEqual([]);
});

it('ends a child by force that does not hear', async () => {
  const child = start(`process.on('SIGTERM', () => undefined); console.log('ready small'); ${idle}`, {}, { stopWithinMs: 200 });
  await child.ready;
  await child.stop();
  expect(isAlive(child.pid!)).toBe(false);
});

it('restarts when asked to, without calling it a death', async () => {
  const child = start(`console.log('ready small'); ${idle}`);
  await child.ready;
  const before = child.pid;
  await child.restart();
  expect(child.pid).not.toBe(before);
  expect(isAlive(before!)).toBe(false);
  expect(codes()).toEqual([]);
});

it('ends in good order when the parent was killed', async () => {
  const file = path.join(folder, 'tethered');
  const child = path.join(folder, 'tethered.cjs');
  const parent = path.join(folder, 'parent.cjs');
  writeFileSync(
    child,
    `process.on('SIGTERM', () => { require('node:fs').appendFileSync(${JSON.stringify(file)}, ' ended'); process.exit(0); }); ${idle} require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid));`,
  );
  writeFileSync(
    parent,
    `require('node:child_process').fork(${JSON.stringify(child)}, [], { detached: true, execArgv: ['--require', ${JSON.stringify(sources)}, '--require', ${JSON.stringify(tether)}] }); ${idle}`,
  );
  const running = spawn(process.execPath, [parent], { stdio: 'ignore' });
  await until('the child has begun', () => /\d/.test(readFileSync(file, { encoding: 'utf8', flag: 'a+' })));
  running.kill('SIGKILL');
  await until('the child has ended', () => readFileSync(file, 'utf8').endsWith('ended'));
});
