export { type ActSaid, type StepSaid, isEntered, isSealedText, isTaken, sealOfAct, sealOfStep } from './act-proof.js';
export { Box } from './box.js';
export { SealBroken } from './domain/seal.js';
export { KeyRingProblem } from './problem.js';
export { type RingSettings, checkKeyRing, makeKeyRing } from './registry.js';
export { sealPlain } from './seal-plain.js';
export { endOnBadKeyRing } from './start.js';
export { type Progress, wrapSome } from './wrapping.js';
export { Vault, VaultOfTx, personPlace } from './vault.js';
