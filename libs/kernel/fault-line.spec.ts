import { faultLine } from './fault-line.js';

it('says where it broke and by which rule, and nothing that somebody typed', () => {
  const error = Object.assign(new Error('duplicate key (email)=(kanariya@mihon.example)\n    at kanariya (a.ts:1:1)'), {
    code: '23505',
    table: 'person',
    constraint: 'person_email',
    detail: 'Key (email)=(kanariya@mihon.example) already exists.',
    query: "insert into person values ('kanariya')",
    parameters: ['kanariya'],
    driverError: { detail: 'kanariya' },
  });
  const line = faultLine('console', error, 'f-1');
  expect(line).not.toContain('kanariya');
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    app: 'console',
    fault: 'f-1',
    code: '23505',
    table: 'person',
    constraint: 'person_email',
  });
  expect(JSON.parse(line).stack.length).toBeGreaterThan(0);
});

it.each([
  ['a text', 'kanariya'],
  ['nothing', undefined],
  ['an object', { code: 'kanariya sent this', name: 'kanariya\nx' }],
])('makes a line of %s that was thrown', (_, thrown) => {
  expect(faultLine('api', thrown)).not.toContain('kanariya');
  expect(faultLine('api', thrown).split('\n')).toHaveLength(1);
});
