// Names this run, so that its workers use the test server together and the last run stops it.
module.exports = async () => {
  process.env.YORISOI_TEST_RUN = String(process.pid);
};
