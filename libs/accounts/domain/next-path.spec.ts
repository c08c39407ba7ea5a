import fc from 'fast-check';
import { safeNext } from './next-path.js';

describe('the way back after signing in', () => {
  it.each(['/', '/cases', '/cases/5f0c?page=2&sort=dueOn', '/cases/%E3%81%82', '/a/b.c~d'])('%s is kept', (path) =>
    expect(safeNext(path)).toBe(path),
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /cases',
    '/cases\r\nset-cookie: a=b',
    '/cases#part',
    'javascript:alert(1)',
    'cases',
    '',
    '/sign-in',
    '/sign-in?next=/cases',
    '/sign-in/role',
    '/sign-out',
    `/${'a'.repeat(500)}`,
    undefined,
    null,
    ['/cases', '/cases'],
    { toString: () => '/cases' },
  ])('%j leads to the first page', (path) => expect(safeNext(path)).toBe('/'));

  it('never leads to another host, whatever is asked', () => {
    const parts = fc.array(fc.constantFrom('/', '\\', '.', '..', '//', 'evil.example', ':', '@', '%2f', '%5c', '?', '\t', 'http:', '０'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(parts, (pieces) => {
        const at = new URL(safeNext(`/${pieces.join('')}`), 'https://console.example.jp');
        expect(at.host).toBe('console.example.jp');
      }),
    );
  });
});
