import 'reflect-metadata';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { endOnBadStart } from '#lib/database';
import { databaseAnswers } from '#lib/house';
import { bootWeb } from '#lib/web';
import { ConsoleModule } from './console.module.js';
import { pagesOfConsole } from './pages.js';

const config = exitOnBadConfig(() => loadConfig('console'));
void endOnBadStart('console', config).then(() =>
  bootWeb({ ...pagesOfConsole, module: ConsoleModule.for(config), ...config.web, health: databaseAnswers }),
);
