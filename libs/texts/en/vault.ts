import type { vault } from '../ja/vault.js';

/** The same in English: whoever puts a house back together may be abroad. */
export const vaultEn: { readonly problems: Readonly<Record<keyof typeof vault.problems, string>> } = {
  problems: {
    absent:
      'The key ring {file} is missing. Put it back from its copy, or say with YORISOI_KEY_RING where it is. For a database never used before make one: npm run keys:make',
    lost: 'This database had a key ring, but {file} is missing. Put it back from its copy. A new one would not open what was recorded.',
    'open-to-others': 'Other accounts can read the key ring {file}. Run: chmod 600 {file}',
    'not-readable': 'The key ring {file} cannot be read. It must belong to the account this runs under.',
    'not-a-ring': '{file} is no key ring, or it is damaged. Put it back from its copy.',
    'not-registered': 'This database has no key ring yet. If it was never used before, run: npm run keys:make',
    missing:
      'The key ring {file} does not hold the key "{name}" this database was used with. Put the ring of this database back from its copy.',
    other:
      'The key "{name}" in the key ring {file} is not the one this database was used with. Put the ring of this database back from its copy.',
    'not-told':
      'The database does not know the current key "{name}" of the key ring {file}. Put the ring of this database there, or run: npm run keys:next',
    'not-sealed': 'An earlier version left texts in this database that are not sealed. Run npm run keys:seal, then start again.',
    'index-half-changed': 'Changing the index key of the key ring {file} was broken off. Run again: npm run keys:index',
    'apps-running':
      'Something is running (connections: {count}). Stop console, family, committee, api and worker while the index key is changed.',
    current: 'The key "{name}" is the current one and stays. Add a new one first: npm run keys:next',
    'no-such-key': 'The key ring {file} holds no key "{name}". See npm run keys:progress for the names.',
    'still-needed':
      'Data keys wrapped by "{name}": {count}. Without it their records could not be read. Wait until all are wrapped anew, or run: npm run keys:rotate',
    'not-the-same':
      'The data key {whose} was not wrapped anew as it was before. The key "{name}" stays. What it was is in the table former_key: leave it there and find out why.',
  },
};
