export { DeliberationsModule } from './deliberations.module.js';
export { DeliberationsQueries, type ItemAnswer, type Room } from './deliberations.queries.js';
export { DraftRow } from './draft.row.js';
export { StandardItemRow } from './standard-item.row.js';
