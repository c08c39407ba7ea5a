import { createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';
import { once } from 'node:events';
import { limitByAddress } from './connections.js';

const server = createServer((_, response) => response.end('well'));
const open: Socket[] = [];
let port: number;
beforeAll(async () => {
  limitByAddress(server, 3);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => {
  for (const socket of open) socket.destroy();
  server.close();
});

/** A connection from an address of this machine, and whether it is answered. */
async function answered(localAddress: string): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  open.push(socket);
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  return Promise.race([once(socket, 'data').then(() => true), once(socket, 'close').then(() => false)]);
}

it('an address holds so many connections and no more; another address is served meanwhile, and a place that is given up is free', async () => {
  expect([await answered('127.0.0.1'), await answered('127.0.0.1'), await answered('127.0.0.1')]).toEqual([true, true, true]);
  expect([await answered('127.0.0.1'), await answered('127.0.0.1')]).toEqual([false, false]);
  expect(await answered('127.0.0.2')).toBe(true);
  const [first] = open;
  first!.destroy();
  await once(first!, 'close');
  for (let tries = 0; tries < 50 && !(await answered('127.0.0.1')); tries++);
  expect(await answered('127.0.0.1')).toBe(false);
});
