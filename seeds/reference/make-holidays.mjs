// Makes holidays.json again from the installed @holiday-jp/holiday_jp. Same package, same bytes.
//   node seeds/reference/make-holidays.mjs            writes the file
//   node seeds/reference/make-holidays.mjs --print    prints it instead
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const from = 2010;
const to = 2050;
// Act on National Holidays, Art. 2: the equinoxes of the following year stand in the gazette of 1 February.
// Raise gazettedTo each February, together with the package and madeOn.
const gazettedTo = 2027;
const madeOn = '2026-11-23';

const require = createRequire(import.meta.url);
const { holidays } = require('@holiday-jp/holiday_jp');
const entry = require.resolve('@holiday-jp/holiday_jp');
const { version } = JSON.parse(readFileSync(join(entry, '..', '..', 'package.json'), 'utf8'));

const days = Object.keys(holidays)
  .filter((day) => Number(day.slice(0, 4)) >= from && Number(day.slice(0, 4)) <= to)
  .sort()
  .map((day) => ({ date: day, name: holidays[day].name, source: Number(day.slice(0, 4)) <= gazettedTo ? 'gazetted' : 'computed' }));

const text = `{
  "version": "${madeOn} holiday_jp ${version}",
  "source": "@holiday-jp/holiday_jp ${version} (MIT)",
  "madeOn": "${madeOn}",
  "from": ${from},
  "to": ${to},
  "holidays": [
${days.map((day) => `    ${JSON.stringify(day)}`).join(',\n')}
  ]
}
`;
if (process.argv.includes('--print')) process.stdout.write(text);
else writeFileSync(join(import.meta.dirname, 'holidays.json'), text);
