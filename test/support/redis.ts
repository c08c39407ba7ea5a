import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface RunningRedis {
  readonly url: string;
  /** How many keys it holds. */
  keys(): Promise<number>;
  stop(): Promise<void>;
}

/** `npm test` and CI may name another one. */
const program = process.env.REDIS_SERVER_PATH ?? 'redis-server';

export const redisIsHere = (): boolean => spawnSync(program, ['--version']).status === 0;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** A Redis server of our own, with nothing kept on disk; on the given port where one comes back after its death. */
export async function startRedis(at?: number): Promise<RunningRedis & { readonly port: number }> {
  const port = at ?? (await freePort());
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-redis-'));
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
    '--maxmemory-policy',
    'noeviction',
  ];
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('redis-server ended at once')));
    child.stdout.on('data', (text: Buffer) => /Ready to accept connections/.test(text.toString()) && resolve());
  });
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    keys: () => sizeOf(port),
    stop: () => end(child).then(() => rmSync(folder, { recursive: true, force: true })),
  };
}

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

const sizeOf = (port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('DBSIZE\r\n')).once('error', reject);
    socket.once('data', (answer) => {
      resolve(Number(answer.toString().slice(1)));
      socket.destroy();
    });
  });
