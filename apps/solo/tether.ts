/**
 * Loaded into every child before its own code: when `npm start` is killed and cannot say goodbye, the children
 * notice the cut line and end in good order, so that nothing is left behind to hold ports and rows.
 */
const patienceMs = 8_000;

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), patienceMs).unref();
});
// The line alone must not keep a child alive that has finished.
process.channel?.unref();
