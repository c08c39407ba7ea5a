import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Allow, Public } from './allow.js';
import { Door } from './door.js';
import { Keeper } from './keeper.js';
import { assertEveryRouteIsGuarded } from './guarded-routes.js';

@Controller('a')
class Guarded {
  @Allow('case.read') @Get() show() {}
  @Public() @Post() open() {}
  helper() {}
}
@Allow('case.read')
@Controller('b')
class GuardedAsAWhole {
  @Get() show() {}
  @Allow('case.act') @Post() act() {}
}
@Controller('c')
class Forgotten {
  @Allow('case.read') @Get() show() {}
  @Post() act() {}
}
const guard = [
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: Door, useValue: {} },
  { provide: Keeper, useValue: {} },
];
@Module({ controllers: [Guarded, GuardedAsAWhole], providers: guard })
class Good {}
@Module({ controllers: [Guarded, GuardedAsAWhole] })
class Unread {}
@Module({ controllers: [Guarded, Forgotten], providers: guard })
class Bad {}
@Module({})
class Empty {}

const preview = (module: Type) => NestFactory.createApplicationContext(module, { preview: true, logger: false, abortOnError: false });

describe('looking through the routes of an app', () => {
  it('finds each with its rule, that of the method first', async () => {
    expect(assertEveryRouteIsGuarded(await preview(Good))).toEqual([
      { name: 'Guarded.show', access: ['case.read'] },
      { name: 'Guarded.open', access: 'public' },
      { name: 'GuardedAsAWhole.show', access: ['case.read'] },
      { name: 'GuardedAsAWhole.act', access: ['case.act'] },
    ]);
  });
  it('names the route somebody forgot', async () => {
    const app = await preview(Bad);
    expect(() => assertEveryRouteIsGuarded(app)).toThrow('Forgotten.act');
  });
  it('notices when nobody reads the rules', async () => {
    const app = await preview(Unread);
    expect(() => assertEveryRouteIsGuarded(app)).toThrow('AccessGuard is missing');
  });
  it('does not call an app without routes safe', async () => {
    const app = await preview(Empty);
    expect(() => assertEveryRouteIsGuarded(app)).toThrow('No route');
  });
});
