import { createServer } from 'node:net';

/** Whether a server could listen on this loopback port now. */
export const isFree = (port: number): Promise<boolean> => listen(port).then((got) => got !== undefined);

/** A loopback port nobody listens on, chosen by the system. */
export async function freePort(): Promise<number> {
  const port = await listen(0);
  if (port === undefined) throw new Error('no free port on 127.0.0.1');
  return port;
}

const listen = (port: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
