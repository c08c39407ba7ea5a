import { doctor as words, doctorEn as english, say } from '#lib/texts';

export type Check = keyof typeof words.checks;
export type Level = 'ok' | 'warn' | 'bad';

/** What was looked at, how it is, and names for the sentence: of accounts, apps, settings, hosts, days; never a secret, never a person. */
export interface Finding {
  readonly check: Check;
  readonly level: Level;
  readonly facts: Readonly<Record<string, string | number>>;
}

export const found = (check: Check, level: Level, facts: Finding['facts'] = {}): Finding => ({ check, level, facts });

/** Judges a number: bad from `bad` on, to be watched from `warn` on. */
export const levelOf = (value: number, warn: number, bad: number): Level => (value >= bad ? 'bad' : value >= warn ? 'warn' : 'ok');

/** One check that throws is itself a finding, and stops no other. */
export async function looked(check: Check, facts: Finding['facts'], doing: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await doing();
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    const why = code ?? name ?? 'unknown';
    return [found(check, 'bad', { ...facts, why, english: why })];
  }
}

type Texts = Readonly<Record<Check, Readonly<Partial<Record<Level, string>>>>>;
const sentence = (texts: Texts, { check, level, facts }: Finding): string => say(texts[check][level] ?? texts[check].bad ?? '', facts);

/** One line each, with its level first, and below it the same in English. */
export const asText = (findings: readonly Finding[]): string =>
  findings
    .map((finding) => `${words.levels[finding.level]} ${sentence(words.checks, finding)}\n     ${sentence(english.checks, finding)}`)
    .join('\n');

export const asJson = (findings: readonly Finding[]): string =>
  JSON.stringify(
    findings.map((finding) => ({ ...finding, ja: sentence(words.checks, finding), en: sentence(english.checks, finding) })),
    null,
    2,
  );
