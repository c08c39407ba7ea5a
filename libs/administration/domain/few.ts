/** Below this, a count says as much as the thing counted: that a school has a case at all. */
export const few = 5;

/** A count as an administrator may see it: null where it is too small to be told, none included. */
export const toldCount = (count: number): number | null => (count < few ? null : count);
