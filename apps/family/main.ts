import 'reflect-metadata';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { endOnBadStart } from '#lib/database';
import { databaseAnswers } from '#lib/house';
import { bootWeb } from '#lib/web';
import { FamilyModule } from './family.module.js';
import { pagesOfFamily } from './frame.js';

const config = exitOnBadConfig(() => loadConfig('family'));
void endOnBadStart('family', config).then(() =>
  bootWeb({ ...pagesOfFamily, module: FamilyModule.for(config), ...config.web, health: databaseAnswers }),
);
