import { soloNames } from '#lib/texts';
import type { DemoAccounts } from './demo.js';
import { type Origins, listeners } from './origins.js';

/** What a newcomer needs to begin: where each page is, and who can sign in there. */
export function addressesAndAccounts(origins: Origins, demo: DemoAccounts | undefined): string {
  const addresses = listeners.map((name) => [soloNames[name], name, origins[name]]);
  const accounts = (demo?.accounts ?? []).map(({ app, role, organisation, email, password }) => [
    soloNames[app],
    app,
    role,
    organisation,
    email,
    password,
  ]);
  const n = soloNames;
  return [
    aligned([[n['heading-screen'], '', n['heading-address']], ...addresses]),
    ...(accounts.length
      ? [
          '',
          aligned([
            [n['heading-screen'], '', n['heading-role'], n['heading-organisation'], n['heading-mail'], n['heading-password']],
            ...accounts,
          ]),
        ]
      : []),
  ].join('\n');
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ''))));
  return rows
    .map((row) => `  ${row.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - widthOf(cell))).join('  ')}`.trimEnd())
    .join('\n');
}

/** Columns on a terminal: Japanese characters take two. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{20000}-\u{3fffd}]/u.test(char)
        ? 2
        : 1),
    0,
  );
