/** Where the queue lives. With `redisUrl` on Redis, otherwise in the schema `bullmq` of the database. */
export interface QueueSettings {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  /** Jobs done at once by one process. */
  readonly concurrency?: number;
  /** First wait after a failure in milliseconds; it doubles with each further one. */
  readonly retryAfter?: number;
  /** Milliseconds after which the job of a killed worker is taken over. */
  readonly takeOverAfter?: number;
}

/** One line for the log: codes and ids only. */
export type Report = (what: string, facts: Readonly<Record<string, string | number>>) => void;

export const queueName = 'yorisoi';
/** Tries of one job before the queue gives it up; rows that still wait come back through `CatchUp`. */
export const attempts = 8;
