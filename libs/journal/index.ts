export { type Asks } from './asks.js';
export { type Content, type Flaw, type Head, type Link, canonical, chainOf, emptyHead, hashOf, link, verifyChain } from './domain/chain.js';
export { type Ground, groundOf, grounds } from './domain/ground.js';
export { type NewEntry, append } from './append.js';
export { type Entry, type Page, entriesOf, flawOf } from './journal.queries.js';
