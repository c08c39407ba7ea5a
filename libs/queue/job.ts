const defined = new Set<string>();

/**
 * Names a job. Jobs are imperative (`send-mail`), carry the id of a row and nothing else, and may run twice without harm.
 * @returns the name, for `tx.enqueue(job, id)` and `@Handles(job)`
 */
export function defineJob<const Name extends string>(name: Name): Name {
  if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new Error(`not a name of a job: ${name}`);
  if (defined.has(name)) throw new Error(`the job ${name} is defined twice`);
  defined.add(name);
  return name;
}

export const definedJobs = (): readonly string[] => [...defined].sort();
