module.exports = async () => {
  if (process.env.TEST_DATABASE_URL) return;
  require('./typescript.cjs');
  await require('./test-server.ts').leaveTestServer();
};
