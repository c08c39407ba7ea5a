import type { Server } from 'node:http';
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
