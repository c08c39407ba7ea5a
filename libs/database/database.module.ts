import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Vault } from '#lib/vault';
import { Clock, SystemClock } from './clock.js';
import { type RowClass, openDataSource } from './data-source.js';
import { Listeners } from './listeners.js';
import { TrainingClock } from './training-clock.js';
import { UnitOfWork } from './unit-of-work.js';

export interface DatabaseSettings {
  readonly url: string;
  readonly rows: readonly RowClass[];
  /** From the configuration, which refuses it together with production. */
  readonly training: boolean;
  /** The file of the key ring. */
  readonly keyRing: string;
}

@Injectable()
class Closing implements OnApplicationShutdown {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** DataSource, UnitOfWork, Vault, Clock and Listeners for the whole app. */
@Module({})
export class DatabaseModule {
  static for(settings: DatabaseSettings): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      providers: [
        Listeners,
        UnitOfWork,
        Closing,
        { provide: Vault, useFactory: () => new Vault(settings.keyRing) },
        { provide: DataSource, useFactory: () => openDataSource(settings.url, settings.rows) },
        {
          provide: Clock,
          inject: [DataSource],
          useFactory: (dataSource: DataSource) => (settings.training ? new TrainingClock(dataSource) : new SystemClock()),
        },
      ],
      exports: [DataSource, UnitOfWork, Vault, Clock, Listeners],
    };
  }
}
