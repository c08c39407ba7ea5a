import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { ApiTokens } from './api-tokens.js';
import { Door, SessionDoor, TokenDoor } from './door.js';
import type { WebApp } from './domain/doors.js';
import { Sessions } from './sessions.js';
import { AccountsSettings } from './settings.js';
import { SignInController } from './sign-in.controller.js';
import { SignIn } from './sign-in.service.js';

export type AccountsOptions =
  | { readonly app: 'api' }
  | {
      readonly app: WebApp;
      /** `secureCookies` of the configuration: the app is reached over https. */
      readonly secure: boolean;
      /** Solo mode: the sign-in page says where the demo accounts are. */
      readonly solo: boolean;
    };

const guard: Provider = { provide: APP_GUARD, useClass: AccessGuard };

/** The guard before every route of an app; in an app of pages the sign-in pages too. Needs DatabaseModule. */
@Module({})
export class AccountsModule {
  static for(options: AccountsOptions): DynamicModule {
    return { module: AccountsModule, ...(options.app === 'api' ? tokens : sessions(options)) };
  }
}

const tokens = {
  providers: [ApiTokens, { provide: Door, inject: [ApiTokens], useFactory: (known: ApiTokens) => new TokenDoor(known) }, guard],
};

function sessions({ app, secure, solo }: Exclude<AccountsOptions, { app: 'api' }>) {
  const settings = new AccountsSettings(app, secure, solo);
  const door = { provide: Door, inject: [Sessions], useFactory: (known: Sessions) => new SessionDoor(known, settings) };
  return { controllers: [SignInController], providers: [Sessions, SignIn, { provide: AccountsSettings, useValue: settings }, door, guard] };
}
