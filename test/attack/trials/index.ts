import { type Trial } from '../frame.js';
import { database } from './database.js';
import { inside } from './inside.js';
import { journal } from './journal.js';
import { operations } from './operations.js';
import { planted } from './planted.js';
import { relatives } from './relatives.js';
import { room } from './room.js';
import { sessions } from './sessions.js';
import { strangers } from './strangers.js';
import { wishes } from './wishes.js';

/** Every trial, the ones that take away last. */
export const trials: readonly Trial[] = [
  ...database,
  ...inside,
  ...room,
  ...relatives,
  ...wishes,
  ...sessions,
  ...strangers,
  ...operations,
  ...planted,
  ...journal,
];
