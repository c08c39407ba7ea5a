/** The unit of work may try again after a deadlock; what the mail server has taken over stays taken over. */
export function onlyOnce<T>(act: (what: T) => Promise<void>): (what: T) => Promise<void> {
  let done = false;
  return async (what) => {
    if (done) return;
    await act(what);
    done = true;
  };
}
