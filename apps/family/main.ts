import 'reflect-metadata';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { databaseAnswers } from '#lib/house';
import { endOnBadKeyRing } from '#lib/vault';
import { bootWeb } from '#lib/web';
import { FamilyModule } from './family.module.js';
import { pagesOfFamily } from './frame.js';

const config = exitOnBadConfig(() => loadConfig('family'));
void endOnBadKeyRing(config).then(() =>
  bootWeb({ ...pagesOfFamily, module: FamilyModule.for(config), ...config.web, health: databaseAnswers }),
);
