export { endOnFault, faultLine } from './fault-line.js';
export { type Actor, type Role, type Zone, roles, countsAs, isOfCommittee, systemActor } from './actor.js';
export { type PlainDate, isPlainDate, plainDate, tokyoDate } from './plain-date.js';
export { Refused } from './refused.js';
export { newId, isId } from './ids.js';
export { networkOf } from './network.js';
export { type Event } from './event.js';
