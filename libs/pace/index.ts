export { type Limits, Pace, noLimits } from './pace.js';
export { PaceModule } from './pace.module.js';
