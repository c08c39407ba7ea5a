export { FamiliesModule } from './families.module.js';
export { RelativeRow } from './relative.row.js';
