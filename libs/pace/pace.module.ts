import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Limits, Pace } from './pace.js';

@Module({})
export class PaceModule {
  static for(limits: Limits | undefined): DynamicModule {
    return {
      module: PaceModule,
      providers: [{ provide: Pace, inject: [DataSource], useFactory: (dataSource: DataSource) => new Pace(dataSource, limits) }],
      exports: [Pace],
    };
  }
}
