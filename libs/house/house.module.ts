import { type DynamicModule, Module } from '@nestjs/common';
import { CasesModule } from '#lib/cases';
import { CommitteesModule } from '#lib/committees';
import { DatabaseModule } from '#lib/database';
import { DeadlinesModule } from '#lib/deadlines';
import { FamiliesModule } from '#lib/families';
import { MailModule } from '#lib/mail';
import { type Limits, PaceModule } from '#lib/pace';
import { rows } from './rows.js';

export interface HouseSettings {
  readonly databaseUrl: string;
  readonly training: boolean;
  /** The file of the key ring. */
  readonly keyRing: string;
  /** Requests in a minute; none where nothing is said. */
  readonly limits?: Limits;
}

/** What every app that changes cases is built on: the database and all that listens inside its transactions. */
@Module({})
export class HouseModule {
  static for({ databaseUrl, training, keyRing, limits }: HouseSettings): DynamicModule {
    const parts = [CasesModule, FamiliesModule, CommitteesModule, DeadlinesModule, MailModule, PaceModule.for(limits)];
    return {
      module: HouseModule,
      global: true,
      imports: [DatabaseModule.for({ url: databaseUrl, rows, training, keyRing }), ...parts],
      exports: parts,
    };
  }
}
