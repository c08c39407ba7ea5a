import { roles } from '#lib/kernel';
import { admits } from './doors.js';

const letIn = (zone: Parameters<typeof admits>[0]) => roles.filter((role) => admits(zone, role));

it.each([
  ['console', ['school', 'founder', 'founderHead', 'prefecture', 'reader', 'administrator']],
  ['family', ['relative', 'representative']],
  ['committee', ['committeeMember', 'secretariat', 'breakGlass']],
  ['worker', []],
] as const)('%s lets in %j', (zone, expected) => expect(letIn(zone)).toEqual(expected));

it('lets every role but the system use the API', () => expect(letIn('api')).toEqual(roles.filter((role) => role !== 'system')));
