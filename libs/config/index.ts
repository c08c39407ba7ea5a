export { ConfigProblem, exitOnBadConfig, loadConfig } from './load.js';
export { type AppName, type ConfigOf, OwnerConfig, SoloConfig, WebConfig, WorkerConfig } from './settings.js';
export { type Environment } from './environment.js';
