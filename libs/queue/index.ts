export { defineJob, definedJobs } from './job.js';
export { type Handler, Handles, handlersByJob, isHandler } from './handles.js';
export { type QueueSettings, type Report } from './settings.js';
export { type Ask, JobQueue } from './job-queue.js';
export { Hands } from './hands.js';
export { Relay } from './relay.js';
export { type WaitingRow, type WaitingWork, CatchUp, waitingFrom } from './catch-up.js';
export { Loop } from './loop.js';
export { Bell } from './bell.js';
