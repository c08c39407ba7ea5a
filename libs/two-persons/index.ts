export { type Asked, type WhyNot, daysHeld } from './domain/hands.js';
export { demandSecond, isOwnHand, ofOneHand, oneCouldHaveDone, whyNotSecond } from './two-persons.js';
