import 'reflect-metadata';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { endOnBadStart } from '#lib/database';
import { databaseAnswers } from '#lib/house';
import { bootWeb } from '#lib/web';
import { CommitteeModule } from './committee.module.js';
import { pagesOfCommittee } from './frame.js';

const config = exitOnBadConfig(() => loadConfig('committee'));
void endOnBadStart('committee', config).then(() =>
  bootWeb({ ...pagesOfCommittee, module: CommitteeModule.for(config), ...config.web, health: databaseAnswers }),
);
