const codes = /\b(?:[GFS]\d{1,2}|D-[A-Z][A-Z0-9-]+|[A-Z]{2,}(?:_[A-Z]+)+|[a-z]+(?:[A-Z][a-z]+)+)\b/g;

/** Codes of ours that a reader would see in the main part of a page: guards, rules, states, names of acts and needs. */
export function codesSeen(html: string): string[] {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const words = main.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]*>/g, ' ');
  return [...new Set(words.match(codes) ?? [])];
}
