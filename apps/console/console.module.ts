import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsWebModule, type SignInSettings, signInOptions } from '#lib/accounts';
import { HouseModule, type HouseSettings } from '#lib/house';
import { ActContentController } from './acts/act-content.controller.js';
import { ActsController } from './acts/acts.controller.js';
import { CaseController } from './case/case.controller.js';
import { FinalReportController } from './case/final-report.controller.js';
import { JournalController } from './case/journal.controller.js';
import { ListController } from './cases/list.controller.js';
import { ReportController } from './cases/report.controller.js';
import { LimitsController } from './limits/limits.controller.js';
import { ProcedureController } from './procedure/procedure.controller.js';
import { TrainingClockController } from './training-clock/training-clock.controller.js';

export interface ConsoleSettings extends HouseSettings, SignInSettings {}

@Module({})
export class ConsoleModule {
  static for(settings: ConsoleSettings): DynamicModule {
    return {
      module: ConsoleModule,
      imports: [HouseModule.for(settings), AccountsWebModule.for('console', signInOptions(settings))],
      controllers: [
        ListController,
        ReportController,
        CaseController,
        ActsController,
        ActContentController,
        JournalController,
        FinalReportController,
        ProcedureController,
        LimitsController,
        TrainingClockController,
      ],
    };
  }
}
