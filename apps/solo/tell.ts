import { say, solo, soloEn } from '#lib/texts';

export type Facts = Readonly<Record<string, unknown>>;

/** A sentence of the terminal, in Japanese and below it in English. Codes without a sentence are told as such. */
export function sentence(code: string, facts: Facts = {}): string {
  const known = Object.hasOwn(solo, code) ? (code as keyof typeof solo) : 'unexpected';
  const words = Object.fromEntries(Object.entries({ why: code, ...facts }).map(([name, value]) => [name, String(value)]));
  return `${say(solo[known], words)}\n  ${say(soloEn[known], words)}`;
}

export const tell = (code: string, facts?: Facts): void => void process.stdout.write(`${sentence(code, facts)}\n`);
