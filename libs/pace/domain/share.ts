/** How many requests a process counts at once, so that not each of them costs a statement: a twentieth of the limit. */
export const shareOf = (limit: number): number => Math.max(1, Math.ceil(limit / 20));

/** How many of the share just counted fall within the limit, where `counted` is the sum of all processes with this share in it. */
export const within = (limit: number, share: number, counted: number): number => Math.max(0, Math.min(share, limit - (counted - share)));
