import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { accountRows } from '#lib/accounts';
import { CasesModule } from '#lib/cases';
import { CommitteesModule } from '#lib/committees';
import { Clock, Listeners, UnitOfWork, openDataSource, ownerAddress } from '#lib/database';
import { DeadlinesModule } from '#lib/deadlines';
import { DeliberationsModule } from '#lib/deliberations';
import { FamiliesModule } from '#lib/families';
import { rows } from '#lib/house';
import { type RingSettings, Vault } from '#lib/vault';
import { LetInByAddress } from './let-in.js';

/** A clock that stands where the story is. */
export class StoryClock extends Clock {
  at = new Date();
  async now(): Promise<Date> {
    return this.at;
  }
}

@Module({})
class Base {}

/** The services as the apps have them, under the owner's account and without letters: what happened before the first start was told then. */
@Module({ imports: [CasesModule, FamiliesModule, CommitteesModule, DeadlinesModule, DeliberationsModule] })
export class SeedModule {
  static for({ databaseUrl: url, keyRing }: RingSettings, clock: StoryClock): DynamicModule {
    const base: DynamicModule = {
      module: Base,
      global: true,
      providers: [
        Listeners,
        UnitOfWork,
        { provide: Vault, useFactory: () => new Vault(keyRing) },
        { provide: Clock, useValue: clock },
        { provide: DataSource, useFactory: () => openDataSource(ownerAddress(url), [...rows, ...accountRows]) },
      ],
      exports: [Listeners, UnitOfWork, Vault, Clock, DataSource],
    };
    return { module: SeedModule, imports: [base], providers: [LetInByAddress] };
  }
}
