/** What a token may do of what its role may do. */
export const tokenScopes = ['read', 'write'] as const;
export type TokenScope = (typeof tokenScopes)[number];

const reading: readonly string[] = ['GET', 'HEAD'];

/** Whether a token with this scope may send such a request at all; what it then may ask is for its role. */
export const scopeLets = (scope: TokenScope, method: string): boolean => scope === 'write' || reading.includes(method);
