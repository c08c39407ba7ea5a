import { Client } from 'pg';
import { failureCode } from './domain/failure-code.js';
import type { Report } from './settings.js';

/** Rings when somebody notifies a channel of the database. A lost connection is made again; until then the loops' own intervals serve. */
export class Bell {
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: string,
    private readonly ring: () => void,
    private readonly report: Report,
  ) {}

  async start(): Promise<void> {
    const client = new Client({ connectionString: this.databaseUrl, keepAlive: true, connectionTimeoutMillis: 10_000 });
    this.client = client;
    client.on('notification', () => this.ring());
    client.on('error', (error) => this.lost(client, error));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.ring();
    } catch (error) {
      this.lost(client, error);
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private lost(client: Client, error: unknown): void {
    if (this.stopped || client !== this.client) return;
    this.report('bell-lost', { code: failureCode(error) });
    this.client = undefined;
    client.end().catch(() => undefined);
    this.retry = setTimeout(() => void this.start(), 1_000);
  }
}
