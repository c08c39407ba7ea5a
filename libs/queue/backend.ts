import { setTimeout as sleep } from 'node:timers/promises';
import {
  type BackendFactory,
  type ConnectionOptions,
  type Processor,
  Queue,
  type QueueOptions,
  type RedisQueueBackend,
  Worker,
  type WorkerOptions,
  createPostgresBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import { type QueueSettings, type Report, queueName } from './settings.js';
import { failureCode } from './domain/failure-code.js';

interface Connection {
  readonly options: ConnectionOptions;
  readonly factory: BackendFactory<RedisQueueBackend, ConnectionOptions> | undefined;
  /** Fails where the queue cannot be reached now. */
  reach(): Promise<void>;
  close(): Promise<void>;
}

/** The one place where both kinds of queue meet: BullMQ types connections for Redis, hence the casts. */
function connect(settings: QueueSettings, report: Report): Connection {
  if (settings.redisUrl) {
    // BullMQ remembers a first connection that failed for ever, so every connection waits for Redis; `reach` is for those who cannot wait.
    const redis = new Redis(settings.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', (error) => report('queue-error', { code: failureCode(error) }));
    return {
      options: redis as unknown as ConnectionOptions,
      factory: undefined,
      reach: () => ready(redis),
      close: async () => redis.disconnect(),
    };
  }
  const options = { connectionString: settings.databaseUrl, schema: 'bullmq', max: 4, keepAlive: true };
  const factory = createPostgresBackend as unknown as Connection['factory'];
  return { options: options as unknown as ConnectionOptions, factory, reach: async () => undefined, close: async () => undefined };
}

async function ready(redis: Redis): Promise<void> {
  for (const end = Date.now() + 3_000; redis.status !== 'ready'; await sleep(50)) {
    if (Date.now() > end) throw Object.assign(new Error('the queue cannot be reached'), { code: 'queue-unreachable' });
  }
}

/** Curly braces keep all keys of the queue in one slot of a Redis cluster. */
const prefix = '{yorisoi}';

export interface Opened<T> {
  readonly it: T;
  reach(): Promise<void>;
  close(): Promise<void>;
}

export function openQueue(settings: QueueSettings, report: Report): Opened<Queue> {
  const connection = connect(settings, report);
  const options: QueueOptions = { connection: connection.options, prefix, skipWaitingForReady: true };
  const it = connection.factory ? new Queue(queueName, options, connection.factory) : new Queue(queueName, options);
  it.on('error', (error) => report('queue-error', { code: failureCode(error) }));
  return { it, reach: () => connection.reach(), close: () => it.close().then(() => connection.close()) };
}

export function openWorker(settings: QueueSettings, process: Processor, report: Report): Opened<Worker> {
  const connection = connect(settings, report);
  const takeOver = settings.takeOverAfter ?? 15_000;
  const options: WorkerOptions = {
    connection: connection.options,
    prefix,
    autorun: false,
    concurrency: settings.concurrency ?? 4,
    lockDuration: takeOver,
    stalledInterval: Math.ceil(takeOver / 2),
    // Jobs may run twice, so being killed often is no reason to give one up.
    maxStalledCount: 100,
  };
  const it = connection.factory ? new Worker(queueName, process, options, connection.factory) : new Worker(queueName, process, options);
  it.on('error', (error) => report('queue-error', { code: failureCode(error) }));
  return { it, reach: () => connection.reach(), close: () => it.close().then(() => connection.close()) };
}
