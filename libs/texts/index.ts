/** Every sentence a person reads, keyed by code. */
export const ja = {} as const;
