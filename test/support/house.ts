import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { Vault } from '#lib/vault';
import { accountsFile, type DemoAccount, type DemoAccounts } from '../../apps/solo/demo.js';
import { readJson, ringFile } from '../../apps/solo/files.js';
import { type Origins, listeners, originsOn, portOf } from '../../apps/solo/origins.js';
import { isFree } from '../../apps/solo/ports.js';
import { type Keys, keysFile } from '../../apps/solo/postgres/cluster.js';
import { isAlive, pidFile } from '../../apps/solo/postgres/orphan.js';
import { ownerAddress } from '#lib/database';
import { childrenOf } from './processes.js';
import { openedBy } from './opened.js';
import { until } from './until.js';

const root = path.resolve(__dirname, '../..');

export interface Place {
  readonly data: string;
  readonly portBase: number;
}
export type Settings = Readonly<Record<string, string>>;
/** Tests ask faster than people do. */
const unhurried = { YORISOI_READS_PER_MINUTE: '0', YORISOI_WRITES_PER_MINUTE: '0', YORISOI_STRANGERS_PER_MINUTE: '0' };

/** A folder nobody has used and ports nobody listens on. */
export async function freePlace(): Promise<Place> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'yorisoi-house-'));
  chmodSync(data, 0o711); // So that PostgreSQL's account can enter where we are root.
  return { data, portBase: await freePortBase() };
}

/** Below the ports the system hands out by itself, so that no connection takes one meanwhile. */
async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 20_000 + 10 * Math.floor(Math.random() * 1_200);
    const free = await Promise.all(listeners.map((name) => isFree(portOf(base, name))));
    if (free.every(Boolean)) return base;
  }
}

/** One `npm start`, as a person would see it: what it says, and how it ends. */
export class Start {
  private readonly process: ChildProcess;
  said = '';

  constructor({ data, portBase }: Place, settings: Settings = {}) {
    const { DATABASE_URL: _database, REDIS_URL: _redis, NODE_ENV: _mode, ...surroundings } = process.env;
    this.process = spawn(process.execPath, [path.join(root, 'apps/solo/start.mjs')], {
      cwd: root,
      env: { ...surroundings, YORISOI_DATA: data, YORISOI_PORT_BASE: String(portBase), ...unhurried, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) stream?.on('data', (text: Buffer) => (this.said += text.toString()));
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }
  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Seconds the start took, by its own words. */
  async ready(milliseconds = 150_000): Promise<number> {
    await until('the house is ready', () => this.hasEnded || /Ready \(/.test(this.said), milliseconds);
    const seconds = /Ready \(([\d.]+) s\)/.exec(this.said)?.[1];
    if (seconds === undefined) throw new Error(`the house did not start:\n${this.said}`);
    return Number(seconds);
  }

  async ended(milliseconds = 60_000): Promise<number | NodeJS.Signals | null> {
    await until('the start has ended', () => this.hasEnded, milliseconds);
    return this.process.exitCode ?? this.process.signalCode;
  }

  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }
}

/** Everything `npm start` runs, in a folder and on ports of its own. */
export class House {
  readonly origins: Origins;
  start: Start;

  constructor(
    readonly place: Place,
    private readonly settings: Settings = {},
  ) {
    this.origins = originsOn(place.portBase);
    this.start = new Start(place, settings);
  }

  /** Starts a house in an empty folder and waits until it serves. */
  static async open(settings: Settings = {}): Promise<House> {
    const house = new House(await freePlace(), settings);
    await house.start.ready();
    return house;
  }

  get demo(): DemoAccounts {
    return readJson<DemoAccounts>(accountsFile(this.place.data))!;
  }

  account(mailbox: string): DemoAccount {
    return this.demo.accounts.find(({ email }) => email.startsWith(`${mailbox}@`))!;
  }

  /** Owner of the embedded database. */
  get ownerUrl(): string {
    const { ownerPassword, port } = readJson<Keys>(keysFile(this.place.data))!;
    return `postgres://yorisoi_owner:${ownerPassword}@127.0.0.1:${port}/yorisoi`;
  }

  /** What its owner reads who has its key ring. */
  get opened() {
    return openedBy((sql, params) => this.query(sql, params), new Vault(ringFile(this.place.data)));
  }

  async query<T>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    const client = new Client({
      connectionString: ownerAddress(this.settings['DATABASE_URL'] ?? this.ownerUrl),
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return (await client.query(sql, [...params])).rows as T[];
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  /** Process of one of the programs; undefined while it is down. */
  pidOf(name: 'console' | 'family' | 'committee' | 'api' | 'worker' | 'inbox' | 'postgres'): number | undefined {
    if (name === 'postgres') return this.postgresPid;
    const script = name === 'inbox' ? 'mail-catcher.js' : path.join('apps', name, 'main.js');
    return childrenOf(this.start.pid).find(({ command }) => command.includes(script))?.pid;
  }

  get pids(): number[] {
    return [this.start.pid, ...childrenOf(this.start.pid).map(({ pid }) => pid), ...(this.postgresPid ? [this.postgresPid] : [])];
  }

  private get postgresPid(): number | undefined {
    const cluster = readJson<Keys>(keysFile(this.place.data))?.cluster;
    const pid = cluster === undefined ? undefined : pidFile(cluster)?.pid;
    return pid !== undefined && isAlive(pid) ? pid : undefined;
  }

  /** The letters as they lie in the folder of the mail catcher. */
  get rawMails(): string {
    return path.join(this.place.data, 'mail');
  }

  again(settings: Settings = this.settings): Start {
    return (this.start = new Start(this.place, settings));
  }

  async stop(): Promise<void> {
    if (!this.start.hasEnded) this.start.signal('SIGINT');
    await this.start.ended();
  }

  /** Stops it and throws the folder away. */
  async leave(): Promise<void> {
    await this.stop();
    rmSync(this.place.data, { recursive: true, force: true });
  }
}

/** What the programs wrote down while they ran. */
export const logFiles = (data: string): string[] => readdirSync(path.join(data, 'logs')).map((file) => path.join(data, 'logs', file));
