import 'reflect-metadata';
import { exitOnBadConfig, loadConfig } from '#lib/config';
import { databaseAnswers } from '#lib/house';
import { endOnBadKeyRing } from '#lib/vault';
import { bootWeb } from '#lib/web';
import { ApiModule } from './api.module.js';

const config = exitOnBadConfig(() => loadConfig('api'));
void endOnBadKeyRing(config).then(() =>
  bootWeb({
    app: 'api',
    module: ApiModule.for(config),
    ...config.web,
    health: databaseAnswers,
  }),
);
