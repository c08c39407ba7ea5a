import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsWebModule, type SignInSettings, signInOptions } from '#lib/accounts';
import { BreakGlassModule } from '#lib/break-glass';
import { DeliberationsModule } from '#lib/deliberations';
import { HouseModule, type HouseSettings } from '#lib/house';
import { ActsController } from './acts/acts.controller.js';
import { CaseController } from './case/case.controller.js';
import { ListController } from './case/list.controller.js';
import { JournalController } from './records/journal.controller.js';
import { MembersController } from './records/members.controller.js';
import { OpeningController } from './records/opening.controller.js';
import { RecordsController } from './records/records.controller.js';
import { RoomController } from './room/room.controller.js';

export interface CommitteeSettings extends HouseSettings, SignInSettings {}

@Module({})
export class CommitteeModule {
  static for(settings: CommitteeSettings): DynamicModule {
    return {
      module: CommitteeModule,
      imports: [
        HouseModule.for(settings),
        AccountsWebModule.for('committee', signInOptions(settings)),
        BreakGlassModule,
        DeliberationsModule,
      ],
      controllers: [
        ListController,
        CaseController,
        ActsController,
        RoomController,
        OpeningController,
        RecordsController,
        MembersController,
        JournalController,
      ],
    };
  }
}
