import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ApiTokens } from './api-tokens.js';
import { Door, SessionDoor, TokenDoor } from './door.js';
import type { WebApp } from './domain/doors.js';
import { Sessions } from './sessions.js';
import { AccountsSettings } from './settings.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';

export interface AccountsWebOptions {
  /** `secureCookies` of the configuration: the app is reached over https. */
  readonly secure: boolean;
  /** Solo mode: the sign-in page says where the demo accounts are. */
  readonly solo: boolean;
}

/** Sign-in pages and the guard before every route, for an app of pages. Needs DatabaseModule. */
@Module({})
export class AccountsWebModule {
  static for(app: WebApp, { secure, solo }: AccountsWebOptions): DynamicModule {
    const settings = new AccountsSettings(app, secure, solo);
    return {
      module: AccountsWebModule,
      controllers: [SignInController],
      providers: [
        Sessions,
        SignIn,
        { provide: AccountsSettings, useValue: settings },
        { provide: Door, inject: [Sessions], useFactory: (sessions: Sessions) => new SessionDoor(sessions, settings) },
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
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
})
export class AccountsApiModule {}
