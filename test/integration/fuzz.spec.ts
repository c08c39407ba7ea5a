import { fuzzApi } from '../fuzz/api-fuzz.js';
import { takesWords, unescaped, wrongWith } from '../fuzz/judge.js';
import { fuzzPages } from '../fuzz/pages-fuzz.js';
import { mark } from '../fuzz/payloads.js';
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

describe('the judge', () => {
  it.each([
    [`<p><${mark} onfuzz=1></p>`],
    [`<input value="" onfocus=${mark}() x="">`],
    [`<p>a</p><script>${mark}()</script>`],
    [`<a href="javascript:${mark}()">x</a>`],
    [`<a href='data:text/html,x'>x</a>`],
    ['<p style="color:red">x</p>'],
    ['<script src="https://evil.example/x.js"></script>'],
  ])('sees a hole in a page: %s', (html) => expect(unescaped(html)).toBeDefined());
  it('sees none where a text is a text', () =>
    expect(
      unescaped(`<p title="&lt;${mark} onfuzz=1>">&lt;script>javascript:${mark}()</p><script src="/assets/once.ab12.js" defer></script>`),
    ).toBeUndefined());

  it.each([
    ['<form method="get"><input type="search" name="q"></form>', 'q'],
    ['<form action="/x"><textarea name="q"></textarea></form>', 'q'],
    ['<form method="get"><input name="q" type="text" pattern=".{1,20}"></form>', 'q'],
  ])('sees words on their way into an address: %s', (html, name) => expect(takesWords(html)).toBe(`${name} takes words into an address`));
  it.each([
    '<form method="post"><input name="q" type="text"></form>',
    '<form method="get"><input name="q" type="text" pattern="[A-Z0-9]{1,9}"><input name="d" type="date"></form>',
  ])('sees none in %s', (html) => expect(takesWords(html)).toBeUndefined());

  const well = {
    status: 200,
    headers: { 'content-security-policy': "default-src 'none'", 'x-content-type-options': 'nosniff' },
    body: '',
    milliseconds: 1,
  };
  it.each([
    ['a fault', { status: 500 }],
    ['a slow answer', { milliseconds: 5_000 }],
    ['a stack', { body: 'Error\n    at Case.load (/srv/libs/cases/x.js:10:5)' }],
    ['words of the database', { body: 'syntax error at or near "x"' }],
    ['a template that was worked out', { body: '$1 49 49' }],
    ['a header somebody sent', { headers: { ...well.headers, [`x-${mark}`]: '1' } }],
    ['a page without a policy', { headers: {} }],
  ])('sees %s', (_, more) => {
    expect(wrongWith(well, 1_000)).toBeUndefined();
    expect(wrongWith({ ...well, ...more }, 1_000)).toBeDefined();
  });
});
