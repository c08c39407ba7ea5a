import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { endOnBadKeyRing } from '#lib/vault';
import { report } from './report.js';
import { WorkerModule } from './worker.module.js';

const config = exitOnBadConfig(() => loadConfig('worker'));

async function main(): Promise<void> {
  await endOnBadKeyRing(config);
  const app = await NestFactory.createApplicationContext(WorkerModule.for(config), { logger: ['warn', 'error'], abortOnError: false });
  let ending: Promise<void> | undefined;
  // Ends once, whoever asks first: the operator, or a parent that is gone.
  const end = () => (ending ??= app.close().then(() => process.exit(0)));
  for (const signal of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(signal, () => void end());
  process.stdout.write('ready worker\n');
  process.send?.('ready');
}

main().catch((error: unknown) => {
  report('worker-failed', { name: error instanceof Error ? error.name : 'unknown', message: error instanceof Error ? error.message : '' });
  process.exit(1);
});
