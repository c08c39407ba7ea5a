import { isOwnHost } from './own-host.js';

const asked = (origin: string, host: string | undefined) => isOwnHost(new URL(origin), host);

it.each(['console.example.jp', 'CONSOLE.example.jp', 'console.example.jp:443'])('%s is the name in the settings', (host) =>
  expect(asked('https://console.example.jp', host)).toBe(true),
);
it.each([
  undefined,
  '',
  'evil.example',
  'console.example.jp.evil.example',
  'console.example.jp:8443',
  'user@console.example.jp',
  'console.example.jp/x',
  '127.0.0.1',
  'localhost',
])('%p is another', (host) => expect(asked('https://console.example.jp', host)).toBe(false));

it.each(['127.0.0.1:4100', 'localhost:4100', '[::1]:4100', 'localhost:8000'])("on a machine of one's own %s leads to it, too", (host) =>
  expect(asked('http://127.0.0.1:4100', host)).toBe(true),
);
it('but a name that only leads there does not', () => expect(asked('http://127.0.0.1:4100', 'rebound.evil.example:4100')).toBe(false));
