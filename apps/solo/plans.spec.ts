import { originsOn } from './origins.js';
import { appPlans } from './plans.js';

const accounts = { console: 'c', family: 'f', committee: 'k', api: 'a', worker: 'w' };
const plansIn = (surroundings: Record<string, string>) =>
  appPlans({ data: '/data', portBase: 4100, origins: originsOn(4100), surroundings }, accounts as never);
const whoGets = (name: string, surroundings: Record<string, string>) =>
  plansIn(surroundings)
    .filter(({ env }) => env[name] !== undefined)
    .map((plan) => plan.name);

describe('the apps of npm start', () => {
  it('get their own account each', () =>
    expect(plansIn({}).map(({ name, env }) => [name, env['DATABASE_URL']])).toEqual(Object.entries(accounts)));
  it('hear of the providers of an office in the console alone', () =>
    expect(whoGets('YORISOI_OIDC', { YORISOI_OIDC: 'oidc.json' })).toEqual(['console']));
  it('hear of no provider where none is named', () => expect(whoGets('YORISOI_OIDC', {})).toEqual([]));
  it('inherit nothing that is not on the list', () => expect(whoGets('AWS_SECRET', { AWS_SECRET: 'x' })).toEqual([]));
});
