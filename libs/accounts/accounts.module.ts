import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Doorkeeper } from '#lib/web';
import { AccessGuard } from './access.guard.js';
import { AccountController } from './account/account.controller.js';
import { FactorsController } from './account/factors.controller.js';
import { ApiTokens } from './api-tokens.js';
import { Door, SessionDoor, TokenDoor } from './door.js';
import type { WebApp } from './domain/doors.js';
import { Keeper } from './keeper.js';
import { Sessions } from './sessions.js';
import { AccountsSettings, type AccountsWebOptions } from './settings.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';
import { EnrolController } from './second-factor/enrol.controller.js';
import { PasskeySignInController } from './second-factor/passkey-sign-in.controller.js';
import { SecondController } from './second-factor/second.controller.js';
import { InvitationController } from './invitations/invitation.controller.js';
import { Invitations } from './invitations/invitation.service.js';
import { OidcController } from './oidc/oidc.controller.js';
import { Oidc } from './oidc/oidc.service.js';
import { SignInSteps } from './steps/sign-in-steps.js';
import { StepVisits } from './steps/step-visits.js';

/** Sign-in pages and the guard before every route, for an app of pages. Needs DatabaseModule. */
@Module({})
export class AccountsWebModule {
  static for(app: WebApp, options: AccountsWebOptions): DynamicModule {
    const settings = new AccountsSettings(app, options);
    return {
      module: AccountsWebModule,
      controllers: [
        ...(settings.oidc.length > 0 ? [OidcController] : []),
        InvitationController,
        SignInController,
        SecondController,
        EnrolController,
        PasskeySignInController,
        AccountController,
        FactorsController,
      ],
      providers: [
        Sessions,
        SignIn,
        SignInSteps,
        StepVisits,
        Invitations,
        ...(app === 'console' ? [Oidc] : []),
        { provide: AccountsSettings, useValue: settings },
        { provide: Door, inject: [Sessions], useFactory: (sessions: Sessions) => new SessionDoor(sessions, settings) },
        Keeper,
        { provide: Doorkeeper, useExisting: Keeper },
        { provide: APP_GUARD, useClass: AccessGuard },
      ],
    };
  }
}

/** The guard before every route of the API, which knows people by bearer tokens. Needs DatabaseModule. */
@Module({
  providers: [
    ApiTokens,
    { provide: Door, inject: [ApiTokens], useFactory: (tokens: ApiTokens) => new TokenDoor(tokens) },
    Keeper,
    { provide: Doorkeeper, useExisting: Keeper },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AccountsApiModule {}
