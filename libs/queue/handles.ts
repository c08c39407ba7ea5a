import { definedJobs } from './job.js';
import { handlerProblems } from './domain/handler-problems.js';

/** Does one job. `id` is the row the job is about: read it again, it may have changed or be done already. */
export interface Handler {
  handle(id: string): Promise<void>;
}

const jobOf = new WeakMap<object, string>();

/** Marks the class that does this job. */
export const Handles =
  (job: string) =>
  (target: new (...args: never[]) => Handler): void => {
    jobOf.set(target, job);
  };

const handledBy = (instance: object): string | undefined => jobOf.get(instance.constructor);

/** Whether the object does a job. */
export const isHandler = (instance: unknown): instance is Handler =>
  typeof instance === 'object' && instance !== null && handledBy(instance) !== undefined;

/** Which handler does which job. Fails, and with it the start, unless every defined job has exactly one. */
export function handlersByJob(instances: readonly Handler[]): ReadonlyMap<string, Handler> {
  const claims = instances.map((instance) => ({ job: handledBy(instance) ?? '', by: instance.constructor.name, instance }));
  const problems = handlerProblems(definedJobs(), claims);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return new Map(claims.map(({ job, instance }) => [job, instance]));
}
