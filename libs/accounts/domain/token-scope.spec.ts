import { scopeLets } from './token-scope.js';

it.each(['GET', 'HEAD'])('a token for reading may %s', (method) => expect(scopeLets('read', method)).toBe(true));
it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'get', ''])('a token for reading may not %j', (method) =>
  expect(scopeLets('read', method)).toBe(false),
);
it.each(['GET', 'POST', 'PUT'])('a token for writing may %s', (method) => expect(scopeLets('write', method)).toBe(true));
