export { HouseModule, type HouseSettings } from './house.module.js';
export { rows } from './rows.js';
export { databaseAnswers } from './health.js';
