import { namedAddress, relyingParty } from './relying-party.js';

describe('passkeys are made for', () => {
  it('the host of the configured origin, whatever the browser calls it', () =>
    expect(relyingParty('https://console.example.jp', 'evil.example')).toEqual({ id: 'console.example.jp', origin: 'https://console.example.jp' })); // prettier-ignore
  it('localhost on one’s own machine', () => {
    for (const origin of [undefined, 'http://127.0.0.1:4100'])
      expect(relyingParty(origin, 'localhost:4100')).toEqual({ id: 'localhost', origin: 'http://localhost:4100' });
  });
  it.each(['127.0.0.1:4100', '[::1]:4100', 'localhost.evil.example', 'evil.example', 'localhost:4100@evil.example', '', 'localhost:x'])(
    'nothing at %j',
    (host) => expect(relyingParty(undefined, host)).toBeNull(),
  );
  it('nothing at a number', () => expect(relyingParty('https://192.0.2.1', 'localhost')).toBeNull());
});

it('names the address that works on this machine', () => {
  expect(namedAddress('127.0.0.1:4100')).toBe('http://localhost:4100');
  expect(namedAddress('192.0.2.1:4100')).toBeNull();
  expect(namedAddress('127.0.0.1:4100/<script>')).toBeNull();
});
