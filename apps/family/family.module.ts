import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsWebModule, type SignInSettings, signInOptions } from '#lib/accounts';
import { HouseModule, type HouseSettings } from '#lib/house';
import { DraftController } from './documents/draft.controller.js';
import { MembersController } from './documents/members.controller.js';
import { ProgressController } from './documents/progress.controller.js';
import { ReportController } from './documents/report.controller.js';
import { EnteredController } from './entered/entered.controller.js';
import { HomeController } from './home/home.controller.js';
import { ShortcutController } from './home/shortcut.controller.js';
import { JscController } from './jsc/jsc.controller.js';
import { OwnActs } from './own/own-acts.js';
import { OpenedController } from './opened/opened.controller.js';
import { QuestionsController } from './questions/questions.controller.js';
import { RepresentativeController } from './representative/representative.controller.js';
import { RemindersController } from './settings/reminders.controller.js';
import { ContactController } from './wishes/contact.controller.js';
import { IntentionController } from './wishes/intention.controller.js';
import { PublicationController } from './wishes/publication.controller.js';
import { SupplementController } from './wishes/supplement.controller.js';

export interface FamilySettings extends HouseSettings, SignInSettings {}

@Module({})
export class FamilyModule {
  static for(settings: FamilySettings): DynamicModule {
    return {
      module: FamilyModule,
      imports: [HouseModule.for(settings), AccountsWebModule.for('family', signInOptions(settings))],
      providers: [OwnActs],
      controllers: [
        HomeController,
        IntentionController,
        PublicationController,
        SupplementController,
        ContactController,
        QuestionsController,
        DraftController,
        ReportController,
        ProgressController,
        MembersController,
        JscController,
        RepresentativeController,
        RemindersController,
        EnteredController,
        OpenedController,
        ShortcutController,
      ],
    };
  }
}
