import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { endOnBadStart } from '#lib/database';
import { endOnFault, faultLine } from '#lib/kernel';
import { WorkerModule } from './worker.module.js';

endOnFault('worker');
const config = exitOnBadConfig(() => loadConfig('worker'));

async function main(): Promise<void> {
  await endOnBadStart('worker', config);
  const app = await NestFactory.createApplicationContext(WorkerModule.for(config), { logger: ['warn', 'error'], abortOnError: false });
  let ending: Promise<void> | undefined;
  // Ends once, whoever asks first: the operator, or a parent that is gone.
  const end = () => (ending ??= app.close().then(() => process.exit(0)));
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, () => void end());
  process.stdout.write('ready worker\n');
  process.send?.('ready');
}

main().catch((error: unknown) => {
  console.error(faultLine('worker', error));
  process.exit(1);
});
