/** Whether a check passes, asked no more than once a second however often somebody wants to know: who asks is not known. */
export function atMostOnceASecond(check: () => Promise<unknown>): () => Promise<boolean> {
  let until = -Infinity;
  let last: Promise<boolean> = Promise.resolve(false);
  return () => {
    if (performance.now() < until) return last;
    until = performance.now() + 1000;
    last = check().then(
      () => true,
      () => false,
    );
    return last;
  };
}
