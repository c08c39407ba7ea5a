import type { Chance } from './random.js';

/** Stands in every payload, so that it is found wherever it comes out. */
export const mark = 'fz7q';

/** Texts that mean something where they should mean nothing: to HTML, SQL, templates, shells, headers, paths, spreadsheets, LDAP. */
export const hostile: readonly string[] = [
  `"><${mark} onfuzz=1>`,
  `'><script>${mark}()</script>`,
  `<img src=x onerror=${mark}()>`,
  `</textarea></title><svg onload=${mark}()>`,
  `" autofocus onfocus=${mark}() x="`,
  `javascript:${mark}()`,
  `' or '${mark}'='${mark}`,
  `'; select pg_sleep(9); -- ${mark}`,
  `1) union select null, version() -- ${mark}`,
  `${mark}' || (select password_hash from person limit 1) || '`,
  `$1 \${7*7} {{7*7}} <%= 7*7 %> #{7*7} ${mark}`,
  `${mark}\r\nx-${mark}: 1\r\n\r\n<html>`,
  `%0d%0ax-${mark}:1`,
  `../../../../etc/passwd\u0000${mark}`,
  `=cmd|'/c calc'!A1 ${mark}`,
  `*)(uid=*))(|(uid=* ${mark}`,
  `$(touch /tmp/${mark})\`id\``,
  `{"$ne":"${mark}"}`,
  `\ud800${mark}\udfff`,
  `\u202e${mark}\u0000\u0007\u001b[31m`,
  `${mark}${'あ'.repeat(300)}`,
  `𠮷野家\u200d👩‍👩‍👧‍👦 ${mark}`,
  `ﾊﾝｶｸ\u3099${mark}`,
];

const odd = ['', ' ', '0', '-1', '1e309', 'null', 'undefined', 'NaN', 'true', '9007199254740993', '2026-02-30', '0000-00-00', '2026-13'];

/** A text of a kind that was not asked for. */
export function oddText(chance: Chance): string {
  if (chance.in(0.6)) return chance.of(hostile);
  if (chance.in(0.02)) return mark.repeat(chance.below(60_000));
  return chance.of(odd);
}

/** A value of any JSON type, sometimes large or deep. */
export function oddValue(chance: Chance, depth = 0): unknown {
  const kind = chance.below(depth > 3 ? 6 : 11);
  if (kind <= 3) return oddText(chance);
  if (kind === 4) return chance.of([0, -1, 1.5, 1e308, 2 ** 53, -0, 999_999_999_999]);
  if (kind === 5) return chance.of([true, false, null]);
  if (kind <= 7)
    return chance.in(0.05)
      ? Array.from({ length: 2_000 }, () => mark)
      : Array.from({ length: chance.below(4) }, () => oddValue(chance, depth + 1));
  if (kind === 8) return { [chance.of(['__proto__', 'constructor', 'toString', 'then', 'length', mark])]: oddValue(chance, depth + 1) };
  if (kind === 9) return Object.fromEntries(Array.from({ length: chance.below(5) }, () => [oddText(chance), oddValue(chance, depth + 1)]));
  return Array.from({ length: chance.below(12) }).reduce<unknown>((inner) => [inner], mark);
}
