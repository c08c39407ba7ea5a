/** The one pair through which secrets of second factors reach the database. Sealing at rest is libs/vault's; `about` binds a secret to its row. */
export const sealSecret = (secret: string, about: string): string => `${about}:${secret}`;
export const openSecret = (sealed: string, about: string): string => sealed.slice(about.length + 1);
