const browsers = [
  ['edge', /\bEdg(e|A|iOS)?\//],
  ['opera', /\bOPR\/|\bOpera\b/],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
  ['chrome', /\b(Chrome|Chromium|CriOS)\//],
  ['safari', /\bSafari\//],
] as const;
const systems = [
  ['ios', /\b(iPhone|iPad|iPod)\b/],
  ['android', /\bAndroid\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMac ?OS\b|\bMacintosh\b/],
  ['chromeos', /\bCrOS\b/],
  ['linux', /\bLinux\b/],
] as const;

export const browserWords = [...browsers.map(([word]) => word), 'other'] as const;
export const systemWords = [...systems.map(([word]) => word), 'other'] as const;
export interface DeviceWords {
  readonly browser: (typeof browserWords)[number];
  readonly system: (typeof systemWords)[number];
}

const first = <Word>(pairs: readonly (readonly [Word, RegExp])[], text: string): Word | 'other' =>
  pairs.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';

/** Two coarse words for a device, enough to know one's own again; versions and models are not kept. */
export function deviceWords(userAgent: unknown): DeviceWords {
  const text = typeof userAgent === 'string' ? userAgent.slice(0, 500) : '';
  return { browser: first(browsers, text), system: first(systems, text) };
}
