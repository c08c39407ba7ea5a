export interface Claim {
  readonly job: string;
  readonly by: string;
}

/**
 * Lists what is wrong between the jobs that exist and the handlers that claim them: a job nobody does, one that several do,
 * a handler for a job that does not exist. Empty where all is well.
 * @param defined names of all jobs
 * @param claims which class claims which job
 */
export function handlerProblems(defined: readonly string[], claims: readonly Claim[]): readonly string[] {
  const perJob = defined.flatMap((job) => {
    const by = claims.filter((claim) => claim.job === job).map((claim) => claim.by);
    if (by.length === 0) return [`nobody handles the job ${job}`];
    return by.length > 1 ? [`the job ${job} is handled by ${by.join(' and ')}`] : [];
  });
  const unknown = claims
    .filter((claim) => !defined.includes(claim.job))
    .map((claim) => `${claim.by} handles the job ${claim.job}, which is not defined`);
  return [...perJob, ...unknown];
}
