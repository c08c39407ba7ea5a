/** A text with its `{names}` replaced by facts; a name without a fact stays as it is, so that a gap is seen. */
export const say = (text: string, facts: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : whole));
