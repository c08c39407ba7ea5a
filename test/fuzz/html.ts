const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const plain = (text: string): string => text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name]!);

/** The value of an attribute in a tag as our pages write it; undefined where it is not there. */
function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`).exec(tag);
  return found ? plain(found[1] ?? '') : undefined;
}

export interface Control {
  readonly name: string;
  readonly kind: string;
  /** What it holds now; for a choice, the values there are. */
  readonly values: readonly string[];
  /** What alone may be typed. */
  readonly pattern?: string | undefined;
}
export interface FoundForm {
  readonly action: string;
  readonly method: string;
  readonly controls: readonly Control[];
}

/** The forms of a page and what can be answered in them. */
export function formsIn(html: string): FoundForm[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => ({
    action: attribute(/^<form\b[^>]*>/.exec(form)![0], 'action') ?? '',
    method: attribute(/^<form\b[^>]*>/.exec(form)![0], 'method') ?? 'get',
    controls: together([...inputs(form), ...selects(form), ...textareas(form)]),
  }));
}

const inputs = (form: string): Control[] =>
  [...form.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
    const name = attribute(tag, 'name');
    const kind = attribute(tag, 'type') ?? 'text';
    return name === undefined ? [] : [{ name, kind, values: [attribute(tag, 'value') ?? ''], pattern: attribute(tag, 'pattern') }];
  });
const selects = (form: string): Control[] =>
  [...form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/g)].map(([, tag, inside]) => ({
    name: attribute(tag!, 'name') ?? '',
    kind: 'select',
    values: [...inside!.matchAll(/<option\b[^>]*>/g)].map(([option]) => attribute(option, 'value') ?? ''),
  }));
const textareas = (form: string): Control[] =>
  [...form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/g)].map(([, tag, text]) => ({
    name: attribute(tag!, 'name') ?? '',
    kind: 'textarea',
    values: [plain(text!)],
  }));

/** Buttons to choose from that carry the same name are one question. */
function together(controls: readonly Control[]): Control[] {
  const found = new Map<string, Control>();
  for (const control of controls) {
    const known = found.get(control.name);
    found.set(control.name, known ? { ...known, values: [...known.values, ...control.values] } : control);
  }
  return [...found.values()];
}

/** Where a page leads to within its app. */
export const linksIn = (html: string): string[] => [
  ...new Set(
    [...html.matchAll(/<a\b[^>]*>/g)].map(([tag]) => attribute(tag, 'href') ?? '').filter((href) => /^\/(?!\/|assets\/)/.test(href)),
  ),
];
