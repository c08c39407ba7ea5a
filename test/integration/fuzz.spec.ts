import { fuzzApi } from '../fuzz/api-fuzz.js';
import { fuzzPages } from '../fuzz/pages-fuzz.js';
import { seedOf } from '../fuzz/random.js';
import { type FourApps, startFourApps } from '../support/four-apps.js';

jest.setTimeout(300_000);
let four: FourApps;
beforeAll(async () => {
  four = await startFourApps();
});
afterAll(() => four?.close());

const seed = seedOf(process.env['FUZZ_SEED']);
const slow = 20_000; // Tests share the machine; the long runs look closer.

it(`the API says calmly yes or no to whatever it is sent (FUZZ_SEED=${seed})`, async () => {
  const requests = Number(process.env['FUZZ_REQUESTS'] ?? 2_000);
  const course = await fuzzApi(four, { requests, seed, slow });
  console.info(course.told);
  expect([...course.findings.keys()]).toEqual([]);
  expect(course.asked).toBe(requests);
});

it(`pages show what is typed into their forms as what it is, whoever fills them in (FUZZ_SEED=${seed})`, async () => {
  const seconds = Number(process.env['FUZZ_SECONDS'] ?? 40);
  const course = await fuzzPages(four, { seed, slow, seconds, pages: 120, forms: 60, times: 2 });
  console.info(course.told);
  expect([...course.findings.keys()]).toEqual([]);
  expect(course.asked).toBeGreaterThan(200);
});
