export { type Asks } from './asks.js';
export {
  type Content,
  type Flaw,
  type Head,
  type Link,
  canonical,
  chainOf,
  chainOfRoom,
  emptyHead,
  hashOf,
  link,
  verifyChain,
} from './domain/chain.js';
export { type Ground, groundOf, grounds } from './domain/ground.js';
export { type Root } from './domain/seal.js';
export { type NewEntry, append } from './append.js';
export {
  type Entry,
  type Filter,
  type Office,
  type Page,
  doingsOf,
  entriesOf,
  entriesOfRoom,
  flawOf,
  offices,
  peopleIn,
} from './journal.queries.js';
export { newestRoots } from './roots.queries.js';
export { seal } from './seal.js';
export { exportAll, exportChain, extentOf } from './export.js';
