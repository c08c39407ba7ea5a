import { Foundation1764000000001 } from './1764000000001-foundation.js';
import { Rights1764000000002 } from './1764000000002-rights.js';

/** All migrations, oldest first. What has been released is never edited; a change is a new migration. */
export const migrations = [Foundation1764000000001, Rights1764000000002] as const;
