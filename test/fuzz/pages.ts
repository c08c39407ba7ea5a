import 'reflect-metadata';
import { startFourApps } from '../support/four-apps.js';
import { leaveTestServer } from '../support/test-server.js';
import { fuzzPages } from './pages-fuzz.js';
import { seedOf } from './random.js';

/** `npm run fuzz:pages`: FUZZ_SEED, FUZZ_SECONDS (1,200), FUZZ_SLOW (milliseconds an answer may take, 5,000). */
async function main(): Promise<void> {
  const seed = seedOf(process.env['FUZZ_SEED']);
  const seconds = Number(process.env['FUZZ_SECONDS'] ?? 1_200);
  console.log(`seed ${seed}, at most ${seconds} s`);
  const four = await startFourApps();
  try {
    const slow = Number(process.env['FUZZ_SLOW'] ?? 5_000);
    const course = await fuzzPages(four, { seed, seconds, slow, pages: 3_000, forms: 2_000, times: 8, tell: console.log });
    console.log(`${course.told}\n${course.findings.size} findings; seed ${seed}`);
    process.exitCode = course.findings.size === 0 ? 0 : 1;
  } finally {
    await four.close();
    await leaveTestServer();
  }
}

void main();
