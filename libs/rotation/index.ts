export { WrapKeys, waitingKeys } from './wrap-keys.job.js';
