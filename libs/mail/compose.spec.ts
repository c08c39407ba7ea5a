import { mail } from '#lib/texts';
import { compose } from './compose.js';
import type { Audience } from './domain/hours.js';
import { kinds, letters } from './domain/letters.js';

const audiences: readonly Audience[] = ['office', 'family'];
const all = kinds.flatMap((kind) =>
  audiences.map((audience) => compose(kind, audience, 'https://room.example.jp')).filter((words) => words !== null),
);

describe('the words of letters', () => {
  it('exist for every kind, and for those the kind is meant for', () => {
    expect(kinds.filter((kind) => audiences.every((audience) => compose(kind, audience, '') === null))).toEqual([]);
    const forFamilies = Object.values(letters).filter(({ to }) => to.some((who) => who === 'relatives' || who === 'asker'));
    expect(forFamilies.filter(({ kind }) => compose(kind, 'family', '') === null)).toEqual([]);
    const forOffices = Object.values(letters).filter(({ to }) => to.some((who) => who !== 'relatives' && who !== 'asker'));
    expect(forOffices.filter(({ kind }) => compose(kind, 'office', '') === null)).toEqual([]);
  });

  it('all have the same subject, which says nothing', () => {
    expect(new Set(all.map((words) => words.subject))).toEqual(new Set(['連絡事項があります']));
  });

  it('lead to the room and leave no gap', () => {
    for (const { text } of all) {
      expect(text).toContain('https://room.example.jp');
      expect(text).not.toMatch(/[{}]/);
    }
  });

  it('do not speak of death, survey, school, names or haste, and do not raise the voice', () => {
    for (const { text } of all) expect(text).not.toMatch(/死|亡|自殺|遺族|調査|学校|児童|生徒|様|至急|急|必ず|[!！]/);
  });

  it('offer a family the telephone and a way to hear less', () => {
    expect(mail.body.family).toContain('お電話でもお伝えします');
    expect(mail.body.family).toContain('メールを控えることもできます');
  });

  it('are not made for readers the kind is not meant for', () => {
    expect(compose('case-reported', 'family', '')).toBeNull();
    expect(compose('progress-note', 'office', '')).toBeNull();
  });
});
