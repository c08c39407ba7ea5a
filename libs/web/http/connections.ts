import type { Server } from 'node:http';
import { BlockList, isIPv6 } from 'node:net';
import { networkOf } from '#lib/kernel';

/**
 * Lets one address, of IPv6 one network of 64 bits, hold so many connections at once and no more; what goes beyond is cut before a byte is
 * read. Only where no proxy stands before the app: otherwise everybody has its address.
 */
export function limitByAddress(server: Pick<Server, 'on'>, most: number): void {
  const held = new Map<string, number>();
  server.on('connection', (socket) => {
    const from = networkOf(socket.remoteAddress ?? '');
    const count = (held.get(from) ?? 0) + 1;
    if (count > most) return void socket.destroy();
    held.set(from, count);
    socket.once('close', () => {
      const left = held.get(from)! - 1;
      if (left > 0) held.set(from, left);
      else held.delete(from);
    });
  });
}

/**
 * Cuts whoever is neither one of the proxies named nor on this machine, before a byte is read: an app that listens beyond this machine in
 * plain HTTP speaks with its proxy alone.
 */
export function onlyFromProxies(server: Pick<Server, 'on'>, proxies: readonly string[]): void {
  const named = new BlockList();
  for (const proxy of [...proxies, '127.0.0.0/8', '::1']) {
    const [address = '', bits] = proxy.split('/');
    const kind = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) named.addAddress(address, kind);
    else named.addSubnet(address, Number(bits), kind);
  }
  server.on('connection', (socket) => {
    const from = socket.remoteAddress ?? '';
    if (!named.check(from, isIPv6(from) ? 'ipv6' : 'ipv4')) socket.destroy();
  });
}
