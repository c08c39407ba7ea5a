import 'reflect-metadata';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { endOnBadStart } from '#lib/database';
import { databaseAnswers } from '#lib/house';
import { bootWeb } from '#lib/web';
import { ApiModule } from './api.module.js';

const config = exitOnBadConfig(() => loadConfig('api'));
void endOnBadStart('api', config).then(() =>
  bootWeb({
    app: 'api',
    module: ApiModule.for(config),
    ...config.web,
    health: databaseAnswers,
  }),
);
