import { parseOptions } from '@node-rs/argon2';
import { hashPassword, nobody, passwordCost, passwordIsRight } from './password.js';

const here = { addressHash: 'here', known: false };

describe('passwords', () => {
  it('are hashed with argon2id at the set cost', async () => {
    const stored = await hashPassword('正しい馬の電池');
    expect(stored).toMatch(/^\$argon2id\$/);
    expect(parseOptions(stored)).toMatchObject(passwordCost);
  });

  it('are compared in one normal form', async () => {
    const stored = await hashPassword('が');
    expect(await passwordIsRight(stored, 'か\u3099', here)).toBe(true);
    expect(await passwordIsRight(stored, 'か', here)).toBe(false);
  });

  it('cost the same for an account that does not exist, and are never right there', async () => {
    expect(parseOptions(nobody)).toMatchObject(passwordCost);
    expect(await passwordIsRight(undefined, 'x', here)).toBe(false);
  });
});
