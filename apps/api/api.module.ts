import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsApiModule } from '#lib/accounts';
import { DeliberationsModule } from '#lib/deliberations';
import { HouseModule, type HouseSettings } from '#lib/house';
import { CasesController } from './cases.controller.js';
import { ClockController } from './clock.controller.js';
import { JournalController } from './journal.controller.js';
import { LimitsController } from './limits.controller.js';
import { OpenApiController } from './openapi.controller.js';
import { ProcedureController } from './procedure.controller.js';
import { SchoolsController } from './schools.controller.js';

@Module({})
export class ApiModule {
  static for(settings: HouseSettings): DynamicModule {
    return {
      module: ApiModule,
      imports: [HouseModule.for(settings), AccountsApiModule, DeliberationsModule],
      controllers: [
        CasesController,
        JournalController,
        SchoolsController,
        ProcedureController,
        LimitsController,
        ClockController,
        OpenApiController,
      ],
    };
  }
}
