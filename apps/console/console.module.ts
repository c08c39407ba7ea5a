import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsWebModule, type SignInSettings, signInOptions } from '#lib/accounts';
import { BreakGlassModule } from '#lib/break-glass';
import { HouseModule, type HouseSettings } from '#lib/house';
import { ActContentController } from './acts/act-content.controller.js';
import { ActsController } from './acts/acts.controller.js';
import { CaseController } from './case/case.controller.js';
import { FinalReportController } from './case/final-report.controller.js';
import { BreakGlassController } from './break-glass/break-glass.controller.js';
import { JournalController } from './case/journal.controller.js';
import { ListController } from './cases/list.controller.js';
import { ReportController } from './cases/report.controller.js';
import { HandoverController } from './handover/handover.controller.js';
import { RootsController } from './journal-roots/roots.controller.js';
import { LetterController } from './letters/letter.controller.js';
import { LetterRequestController } from './letters/request.controller.js';
import { LimitsController } from './limits/limits.controller.js';
import { GrantController } from './people/grant.controller.js';
import { LeaveController } from './people/leave.controller.js';
import { PeopleJournalController } from './people/journal.controller.js';
import { PeopleController } from './people/people.controller.js';
import { StaffLetterController } from './staff-letters/letter.controller.js';
import { PowerController } from './recovery/power.controller.js';
import { PersonController } from './people/person.controller.js';
import { OtherDoors } from './other-doors.js';
import { ProcedureController } from './procedure/procedure.controller.js';
import { RecoveryController } from './recovery/recovery.controller.js';
import { TokenTakeController } from './tokens/take.controller.js';
import { TokensController } from './tokens/tokens.controller.js';
import { TrainingClockController } from './training-clock/training-clock.controller.js';

export interface ConsoleSettings extends HouseSettings, SignInSettings {
  /** Where the family's pages are, for letters, and the committee's, for whom its room was opened. */
  readonly familyOrigin?: string | undefined;
  readonly committeeOrigin?: string | undefined;
}

@Module({})
export class ConsoleModule {
  static for(settings: ConsoleSettings): DynamicModule {
    return {
      module: ConsoleModule,
      imports: [HouseModule.for(settings), BreakGlassModule, AccountsWebModule.for('console', signInOptions(settings))],
      providers: [
        {
          provide: OtherDoors,
          useValue: { console: settings.origin, family: settings.familyOrigin, committee: settings.committeeOrigin },
        },
      ],
      controllers: [
        ListController,
        ReportController,
        CaseController,
        ActsController,
        ActContentController,
        JournalController,
        RootsController,
        FinalReportController,
        BreakGlassController,
        LetterController,
        LetterRequestController,
        ProcedureController,
        LimitsController,
        PeopleController,
        PeopleJournalController,
        GrantController,
        PersonController,
        StaffLetterController,
        PowerController,
        LeaveController,
        HandoverController,
        TokensController,
        TokenTakeController,
        TrainingClockController,
        RecoveryController,
      ],
    };
  }
}
