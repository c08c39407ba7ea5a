// `npm test`: builds, runs every test there is, and says plainly what was not run and why.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
process.chdir(root);
const node = (args, options = {}) => spawnSync(process.execPath, args, { stdio: 'inherit', ...options });

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));
const chromium =
  process.env.CHROMIUM_PATH ?? ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find(Boolean) ?? (await packagedChromium());
const redis = process.env.REDIS_SERVER_PATH ?? onPath('redis-server');
/** A Chromium that an npm package ships, for machines that have none; it has no Japanese fonts, which only pictures need. */
async function packagedChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const file = await packaged.executablePath();
    return spawnSync(file, ['--version']).status === 0 ? file : undefined;
  } catch {
    return undefined;
  }
}
/** The tests that open a browser; without one they are named below instead of failing. */
const browserTests = readdirSync('test/e2e')
  .map((name) => `test/e2e/${name}`)
  .filter((file) => readFileSync(file, 'utf8').includes('openBrowser'));
const notRun = [
  ...(chromium ? [] : browserTests.map((file) => `${file}: no Chromium on this machine; install it or set CHROMIUM_PATH`)),
  ...(redis ? [] : ['queue on Redis: no redis-server on this machine; install it or set REDIS_SERVER_PATH']),
];

const built = node(['apps/solo/build.mjs']);
if (built.status !== 0) {
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(built.status ?? 1);
}

mkdirSync('.tmp', { recursive: true });
const report = path.join('.tmp', 'jest.json');
rmSync(report, { force: true });
const asked = process.argv.slice(2);
const jest = node(
  [
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${report}`,
    '--testTimeout=60000',
    `--maxWorkers=${Math.max(2, os.availableParallelism() - 1)}`,
    ...(chromium ? [] : [`--testPathIgnorePatterns=(${browserTests.join('|')})$`]),
    ...asked,
  ],
  {
    env: { ...process.env, ...(chromium ? { CHROMIUM_PATH: chromium } : {}), ...(redis ? { REDIS_SERVER_PATH: redis } : {}) },
    stdio: ['ignore', 'ignore', 'inherit'],
  },
);
if (!existsSync(report)) {
  console.log('The test runner ended without a report.');
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
  readFileSync(report, 'utf8'),
);
const skipped = testResults.flatMap((file) =>
  file.assertionResults.filter((one) => one.status === 'pending').map((one) => `${path.relative(root, file.name)}: ${one.fullName}`),
);
const dearest = testResults
  .map(({ name, startTime, endTime }) => ({ file: path.relative(root, name), seconds: Math.round((endTime - startTime) / 1000) }))
  .sort((a, b) => b.seconds - a.seconds)
  .slice(0, 10);
if (testResults.length > 10) for (const { file, seconds } of dearest) console.log(`slowest: ${seconds} s ${file}`);
for (const line of [...notRun, ...skipped]) console.log(`not run: ${line}`);
// A file that could not be run at all is a failure the runner does not count as a test.
const failed = numFailedTests + numRuntimeErrorTestSuites;
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
process.exit(jest.status === 0 && failed === 0 && numPassedTests > 0 ? 0 : 1);
