import { consoleWords, fieldErrors, say } from '#lib/texts';

const words = consoleWords.limits;

/** What was typed: a rule and a day or a month, full-width digits made half-width. */
export interface AskedLimit {
  readonly rule?: string;
  readonly on?: string;
  readonly month?: string;
}
type Field = keyof AskedLimit;

export function readLimit(body: unknown): AskedLimit {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  const text = (name: Field) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const plain = typeof value === 'string' ? value.replaceAll('\0', '').slice(0, 40).normalize('NFKC').trim() : '';
    return plain ? { [name]: plain } : {};
  };
  return { ...text('rule'), ...text('on'), ...text('month') };
}

export type Wrong = Partial<Record<Field, string>>;

const sentences: Readonly<Record<string, Wrong>> = {
  'unknown-rule': { rule: say(fieldErrors['required-choice'], { label: words.rule }) },
  'limit-needs-day': { on: words.needsDay },
  'limit-needs-month': { month: words.needsMonth },
  'limit-day-and-month': { on: words.dayAndMonth },
  'limit-day-out-of-range': { on: words.outOfRange },
  'rule-not-in-force': { on: words.notInForce },
  'calendar-does-not-cover': { on: words.notCovered },
};

/** Which field is wrong, and why; undefined for a refusal this form knows nothing of. */
export const mistakesFor = (code: string): Wrong | undefined => (Object.hasOwn(sentences, code) ? sentences[code] : undefined);
