import 'reflect-metadata';
import { startFourApps } from '../support/four-apps.js';
import { leaveTestServer } from '../support/test-server.js';
import { fuzzApi } from './api-fuzz.js';
import { seedOf } from './random.js';

/** `npm run fuzz:api`: FUZZ_REQUESTS (100,000), FUZZ_SEED, FUZZ_SLOW (milliseconds an answer may take, 5,000). */
async function main(): Promise<void> {
  const seed = seedOf(process.env['FUZZ_SEED']);
  const requests = Number(process.env['FUZZ_REQUESTS'] ?? 100_000);
  console.log(`seed ${seed}, ${requests} requests`);
  const four = await startFourApps();
  try {
    const from = performance.now();
    const course = await fuzzApi(four, { requests, seed, slow: Number(process.env['FUZZ_SLOW'] ?? 5_000), tell: console.log });
    console.log(`${course.told}\n${Math.round((performance.now() - from) / 1000)} s; ${course.findings.size} findings; seed ${seed}`);
    process.exitCode = course.findings.size === 0 ? 0 : 1;
  } finally {
    await four.close();
    await leaveTestServer();
  }
}

void main();
