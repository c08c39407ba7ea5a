import { attributesOf, literalsOf } from './literals.js';
import { filesIn, isSpec, source } from './sources.js';

const files = filesIn(['apps', 'libs'], source).filter((file) => !isSpec(file));
const inTexts = files.filter((file) => file.startsWith('libs/texts/'));
const elsewhere = files.filter((file) => !file.startsWith('libs/texts/'));
const at = ({ file, line, text }: { file: string; line: number; text: string }): string => `${file}:${line} ${text.trim().slice(0, 60)}`;

/** Letters and characters; brackets, dots and marks between words may stand in a component. */
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe('a sentence people read', () => {
  it('is seen by this test', () => {
    expect(inTexts.flatMap((file) => literalsOf(file)).filter(({ text }) => japanese.test(text)).length).toBeGreaterThan(1_000);
    const page = literalsOf('x.tsx', 'const a = <p title="学校">遺族{`委員${b}会`}</p>; // 注');
    expect(page.map(({ text }) => text)).toEqual(['学校', '遺族', '委員', '会']);
  });
  it('stands in libs/texts and nowhere else', () => {
    expect(
      elsewhere
        .flatMap((file) => literalsOf(file))
        .filter(({ text }) => japanese.test(text))
        .map(at),
    ).toEqual([]);
  });
});

describe('how a page looks', () => {
  const looks = (file: string) => attributesOf(file).filter(({ text }) => ['class', 'className', 'style'].includes(text));
  const pages = files.filter((file) => file.endsWith('.tsx'));

  it('is seen by this test', () =>
    expect(pages.filter((file) => file.startsWith('libs/web/components/')).flatMap(looks).length).toBeGreaterThan(50));
  it('is said by the components alone', () => {
    expect(
      pages
        .filter((file) => !file.startsWith('libs/web/components/'))
        .flatMap(looks)
        .map(at),
    ).toEqual([]);
  });
});
