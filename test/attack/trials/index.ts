import { type Trial } from '../frame.js';
import { database } from './database.js';
import { inside } from './inside.js';
import { outside } from './outside.js';

/** Every trial, the ones that take away last. */
export const trials: readonly Trial[] = [...database, ...inside, ...outside];
