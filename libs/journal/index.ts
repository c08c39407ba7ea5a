export { type Asks } from './asks.js';
export { type Content, type Flaw, type Head, type Link, canonical, emptyHead, hashOf, link, verifyChain } from './domain/chain.js';
export { type NewEntry, append, chainOf, houseChain } from './append.js';
export { type Entry, type Page, entriesOf, flawOf } from './journal.queries.js';
