import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type FormClass, fieldsOf } from '#lib/forms';
import * as texts from '#lib/texts';
import { wareki } from '#lib/texts';
import { actForms } from '../../libs/cases/acts/forms.js';
import { type ActName, actNames, actOf, groups } from '../../libs/cases/domain/acts.js';
import { newGuidelineFrom } from '../../libs/cases/domain/edition.js';
import { documents, topics } from '../../libs/cases/domain/facts.js';
import { needNames, needs } from '../../libs/cases/domain/needs.js';
import { phases, stateNames, states } from '../../libs/cases/domain/states.js';
import { stepNames, stepOf } from '../../libs/cases/domain/steps.js';
import { trackNames, trackStates } from '../../libs/cases/domain/tracks.js';
import { ReportCase } from '../../libs/cases/report-case.form.js';

const { procedure } = texts;
const keys = (words: object): string[] => Object.keys(words).sort();
const sorted = (codes: Iterable<string>): string[] => [...new Set(codes)].sort();
const byRelatives = actNames.filter((name) => actOf(name).by.includes('relative'));
const caseForms: readonly FormClass[] = [ReportCase, ...Object.values(actForms)];
const caseFields = caseForms.flatMap((form) => fieldsOf(form));

/** Every sentence below a value, with the way to it. */
function sentences(value: unknown, at: string): (readonly [at: string, text: string])[] {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${at}.${key}`));
}

/** Source files of the product, without specs. */
const sources = (folder: string): string[] =>
  readdirSync(join(__dirname, '../..', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.spec\./.test(file))
    .map((file) => readFileSync(join(__dirname, '../..', folder, file), 'utf8'));

const found = (files: readonly string[], pattern: RegExp): string[] =>
  sorted(files.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));

describe('the procedure has words for everything in it and for nothing else', () => {
  it.each([
    ['states', procedure.states, stateNames],
    ['balls', procedure.balls, [...Object.values(states).map(({ ball }) => ball)]],
    ['phases', procedure.phases, phases],
    ['steps', procedure.steps, stepNames],
    ['needs', procedure.needs, needNames],
    ['guards', procedure.guards, ['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'G8', 'G9', 'G10', 'design']],
    ['editions', procedure.editions, ['2014', '2025']],
    ['tracks', procedure.tracks, trackNames],
    ['states of tracks', procedure.trackStates, Object.values(trackStates).flat()],
    ['topics', procedure.topics, topics],
    ['documents', procedure.documents, documents],
    ['groups', texts.groups, groups],
    ['acts', texts.acts, actNames],
  ])('%s', (_, words, codes: readonly string[]) => expect(keys(words)).toEqual(sorted(codes)));

  it('names the source of every step and guard', () => {
    const used = [...stepNames.map((step) => stepOf(step).source), ...keys(procedure.guards).filter((guard) => guard !== 'design')];
    expect(keys(procedure.sources)).toEqual(sorted(used));
    expect(needNames.filter((need) => !Object.hasOwn(procedure.guards, needs[need].guard))).toEqual([]);
  });

  it('says from which day the new guideline holds', () => {
    const [year, month, day] = newGuidelineFrom.split('-').map(Number);
    expect(procedure.editions['2025'].from).toBe(newGuidelineFrom);
    expect(procedure.editions['2025'].valid).toContain(`${year}年${month}月${day}日以後`);
    expect(wareki(procedure.editions['2014'].to)).toBe('令和8年1月31日');
  });
});

describe('an act', () => {
  it('has a line for relatives exactly where it is shown to them', () =>
    expect(actNames.filter((name) => texts.acts[name].family !== undefined)).toEqual(actNames.filter((name) => actOf(name).toFamily)));

  it('has a heading and a sentence for relatives exactly where they enter it themselves', () => {
    const having = (key: 'familyTitle' | 'familyLead') => actNames.filter((name: ActName) => texts.acts[name][key] !== undefined);
    expect(having('familyTitle')).toEqual(byRelatives);
    expect(having('familyLead')).toEqual(byRelatives);
  });
});

describe('a form of a case', () => {
  it('has a label for every field', () =>
    expect(sorted(caseFields.map(({ label, name }) => label ?? name)).filter((code) => !Object.hasOwn(texts.fields, code))).toEqual([]));
  it('has a sentence for every hint', () =>
    expect(sorted(caseFields.flatMap(({ hint }) => hint ?? [])).filter((code) => !Object.hasOwn(texts.hints, code))).toEqual([]));
  it('has words for every value of every choice, and for no other', () => {
    const sets: Readonly<Record<string, object>> = texts.choices;
    const asked = sorted(caseFields.filter(({ values }) => values).map(({ name, set }) => set ?? name));
    for (const set of asked) {
      const values = caseFields.filter((field) => (field.set ?? field.name) === set).flatMap((field) => field.values ?? []);
      expect([set, keys(sets[set] ?? {})]).toEqual([set, sorted(values)]);
    }
    expect(keys(texts.caseWords.choices).filter((set) => !asked.includes(set))).toEqual([]);
  });
  it('has no label and no hint that nothing shows', () => {
    const names = caseFields.flatMap(({ name, label, hint }) => [name, label ?? name, hint ?? name]);
    expect(keys(texts.caseWords.fields).filter((code) => !names.includes(code))).toEqual([]);
    expect(keys(texts.caseWords.hints).filter((code) => !names.includes(code))).toEqual([]);
  });
  it('offers the wish in its four answers, the same for everyone', () =>
    expect(Object.values(texts.choices.wish)).toEqual(['希望する', '一部希望する', '今は決められない', '希望しない']));
  it('calls papers and topics by one name', () => expect(texts.choices.document).toEqual(procedure.documents));
});

describe('every way to say no has words', () => {
  it('for a field', () => {
    const files = [...sources('libs/forms'), ...sources('libs/cases')];
    const codes = [
      ...found(files, /\bcode: '([a-z-]+)'/g),
      ...found(files, /\bmessage: '([a-z-]+)'/g),
      ...found(files, /\bby\('([a-z-]+)'/g),
      ...found(files, /\b(?:when|bad)\('\w+', '([a-z-]+)'/g),
    ];
    expect(codes.length).toBeGreaterThan(20);
    expect(sorted(codes).filter((code) => !Object.hasOwn(texts.fieldErrors, code))).toEqual([]);
  });
  it('for a refusal', () => {
    const known: object = { ...texts.refusals, ...texts.solo };
    const codes = found([...sources('libs'), ...sources('apps')], /\b[rR]efused\(\s*'([a-z-]+)'/g);
    expect(codes).toEqual(
      expect.arrayContaining(['not-allowed', 'step-not-open', 'act-not-open', 'facts-missing', 'tries-missing', 'not-found']),
    );
    expect(codes.filter((code) => !Object.hasOwn(known, code))).toEqual([]);
  });
  it('and no words are left for what nobody says', () => {
    const code = [
      ...sources('libs').filter((text) => !text.startsWith('/** Why something was not done') && !text.startsWith('/** Labels of')),
      ...sources('apps'),
    ].join('\n');
    expect([...keys(texts.refusals), ...keys(texts.fieldErrors)].filter((word) => !code.includes(`'${word}'`))).toEqual([]);
  });
  it('with a heading and a sentence', () => {
    for (const [code, words] of Object.entries(texts.refusals)) expect([code, keys(words)]).toEqual([code, ['text', 'title']]);
  });
});

describe('what a family reads', () => {
  const shownTo = (codes: readonly string[], words: object, at: string) =>
    sentences(Object.fromEntries(Object.entries(words).filter(([code]) => codes.includes(code))), at);
  const own = byRelatives.flatMap((name) => fieldsOf(actForms[name]));
  const family = [
    ...sentences([procedure, texts.acts], 'procedure').filter(([at]) => /\.family\w*(\.|$)/.test(at) && !at.includes('.phases.')),
    ...sentences(procedure.topics, 'topics'),
    ...sentences(procedure.documents, 'documents'),
    ...shownTo(
      own.map(({ label, name }) => label ?? name),
      texts.fields,
      'fields',
    ),
    ...shownTo(
      own.map(({ hint, name }) => hint ?? name),
      texts.hints,
      'hints',
    ),
    ...shownTo(
      own.map(({ set, name }) => set ?? name),
      texts.choices,
      'choices',
    ),
    ...sentences(texts.familyWords, 'familyWords'),
    ...sentences(texts.journalWords.family, 'journalWords.family'),
    ...sentences(texts.familyLetter.letter, 'familyLetter'),
    ...sentences(texts.invitation, 'invitation'),
    ...sentences(texts.mail, 'mail').filter(([at]) => at.endsWith('.family')),
  ];

  it('is found by this test', () => expect(family.length).toBeGreaterThan(120));
  it('does not press, cheer or blame', () => {
    const words = /[!！]|必ず|急いで|至急|早急|お早めに|直ちに|しなければ|べきです|手遅れ|ご安心|残念|がんばり|頑張|義務|怠/;
    expect(family.filter(([, text]) => words.test(text))).toEqual([]);
  });
  it('never says that a right is gone', () =>
    expect(family.filter(([, text]) => /(?<!お返事)できません|できなくな|失効|消滅|権利がな|不可能/.test(text))).toEqual([]));
  it('leaves the word for the death to the family', () =>
    expect(family.filter(([, text]) => /自殺|自死|当該児童|死亡した/.test(text))).toEqual([]));
  it('ends every line of the portal as a sentence', () => {
    const lines = family.filter(
      ([at]) => /\.(family|familyLead|now|next)$/.test(at) && !at.includes('.editions.') && !at.startsWith('mail'),
    );
    expect(lines.filter(([, text]) => !/(です|ます|ました|ません|ください)。$/.test(text))).toEqual([]);
  });
});

describe('no text', () => {
  const all = sentences(texts, 'texts');
  it('is empty or has stray blanks', () =>
    expect(all.filter(([, text]) => text.trim() === '' || (text !== text.trim() && !text.includes('\n')))).toEqual([]));
  it('shouts', () => expect(all.filter(([at, text]) => /[!！]/.test(text) && !at.startsWith('texts.solo'))).toEqual([]));
  it('carries a placeholder that was forgotten', () => expect(all.filter(([, text]) => /TODO|XXX|\?\?\?|未定稿/.test(text))).toEqual([]));
});
