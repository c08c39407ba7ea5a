import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type LocalGovernmentKind = 'prefecture' | 'city' | 'specialWard' | 'town' | 'village';
export interface LocalGovernment {
  readonly code: string;
  readonly prefecture: string;
  readonly name: string;
  readonly kana: string;
  readonly kind: LocalGovernmentKind;
}
/** A ward of a designated city (政令指定都市の区): has a code, but is part of its city and founds no school. */
export interface DesignatedCityWard {
  readonly code: string;
  readonly city: string;
  readonly name: string;
  readonly kana: string;
}
export interface LocalGovernments {
  readonly source: string;
  readonly reflects: string;
  readonly madeOn: string;
  readonly localGovernments: readonly LocalGovernment[];
  readonly designatedCityWards: readonly DesignatedCityWard[];
}

export interface Holidays {
  readonly version: string;
  readonly source: string;
  readonly madeOn: string;
  readonly from: number;
  readonly to: number;
  readonly holidays: readonly { readonly date: string; readonly name: string; readonly source: 'gazetted' | 'computed' }[];
}

export interface HelpLine {
  readonly code: string;
  readonly name: string;
  readonly phone: string | null;
  readonly hours: string | null;
  readonly note: string | null;
  /** Whether phone and hours were confirmed; where not, they are null and the note says how to find them. */
  readonly certain: boolean;
  readonly source: string;
}

/** The folder of the JSON files: beside this file in the sources, and in the sources too when this runs from dist. */
function folder(): string {
  let at = __dirname;
  while (!existsSync(join(at, 'package.json'))) {
    if (at === dirname(at)) throw new Error(`no package.json above ${__dirname}: reference data not found`);
    at = dirname(at);
  }
  return join(at, 'seeds', 'reference');
}
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder(), name), 'utf8'));

export const localGovernments = (): LocalGovernments => read('local-governments.json') as LocalGovernments;
export const holidays = (): Holidays => read('holidays.json') as Holidays;
export const helpLines = (): readonly HelpLine[] => (read('help-lines.json') as { helpLines: HelpLine[] }).helpLines;
