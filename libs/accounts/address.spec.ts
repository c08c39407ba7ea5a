import { tidyAccount, addressHash } from './address.js';

describe('what is kept of an attempt', () => {
  it('does not show the address', () => expect(addressHash('192.0.2.7')).toMatch(/^[0-9a-f]{64}$/));
  it('takes an IPv6 network for one address', () => {
    expect(addressHash('2001:db8:1:2::1')).toBe(addressHash('2001:0db8:1:2:ffff:1:2:3'));
    expect(addressHash('2001:db8:1:2::1')).not.toBe(addressHash('2001:db8:1:3::1'));
    expect(addressHash('fe80::1%eth0')).toBe(addressHash('fe80::2'));
  });
  it('knows an IPv4 address in IPv6 clothes', () => expect(addressHash('::ffff:192.0.2.7')).toBe(addressHash('192.0.2.7')));
  it('takes an account for the same in any case and width', () => expect(tidyAccount(' Ａ@Example.JP ')).toBe(tidyAccount('a@example.jp')));
});
