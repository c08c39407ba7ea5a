import 'reflect-metadata';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { databaseAnswers } from '#lib/house';
import { endOnBadKeyRing } from '#lib/vault';
import { bootWeb } from '#lib/web';
import { ConsoleModule } from './console.module.js';
import { pagesOfConsole } from './pages.js';

const config = exitOnBadConfig(() => loadConfig('console'));
const { port, host, trustProxy, secureCookies: secure } = config;
void endOnBadKeyRing(config).then(() =>
  bootWeb({ ...pagesOfConsole, module: ConsoleModule.for(config), port, host, trustProxy, secure, health: databaseAnswers }),
);
