import { localGovernments } from './data.js';

const { localGovernments: all, designatedCityWards: wards } = localGovernments();
const municipalities = all.filter((one) => one.kind !== 'prefecture');
const byKind = (kind: string) => all.filter((one) => one.kind === kind).length;
const named = (prefecture: string, name: string) => all.find((one) => one.prefecture === prefecture && one.name === name);

const weights = [6, 5, 4, 3, 2];
function checkDigit(code: string): number {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(code[at]), 0);
  return sum < 11 ? 11 - sum : (11 - (sum % 11)) % 10;
}

// Written down apart from the file, in the order of the codes 01 to 47.
const municipalitiesPerPrefecture = [
  179, 40, 33, 35, 25, 35, 59, 44, 25, 35, 63, 54, 62, 33, 30, 15, 19, 17, 27, 77, 42, 35, 54, 29, 19, 26, 43, 41, 39, 30, 19, 19, 27, 23,
  19, 24, 17, 20, 34, 60, 20, 21, 45, 18, 26, 43, 41,
];

describe('local governments of Japan', () => {
  it('are 47 prefectures, 792 cities, 743 towns, 183 villages and 23 special wards', () => {
    expect([byKind('prefecture'), byKind('city'), byKind('town'), byKind('village'), byKind('specialWard')]).toEqual([
      47, 792, 743, 183, 23,
    ]);
    expect(municipalities).toHaveLength(1741);
  });

  it('add up in every prefecture', () => {
    const perPrefecture = municipalitiesPerPrefecture.map(
      (_, at) => municipalities.filter((one) => Number(one.code.slice(0, 2)) === at + 1).length,
    );
    expect(perPrefecture).toEqual(municipalitiesPerPrefecture);
  });

  it('carry six digits each, the last of which is the check digit', () => {
    expect([checkDigit('13101'), checkDigit('01100')]).toEqual([6, 2]);
    expect([...all, ...wards].filter(({ code }) => !/^\d{6}$/.test(code) || checkDigit(code) !== Number(code[5]))).toEqual([]);
  });

  it('have no code twice and no name twice in a prefecture', () => {
    expect(new Set([...all, ...wards].map((one) => one.code)).size).toBe(all.length + wards.length);
    expect(new Set(all.map((one) => `${one.prefecture} ${one.name}`)).size).toBe(all.length);
  });

  it('stand under the prefecture their code says', () => {
    const prefectures = new Map(all.filter((one) => one.kind === 'prefecture').map((one) => [one.code.slice(0, 2), one.name]));
    expect(all.filter((one) => prefectures.get(one.code.slice(0, 2)) !== one.prefecture)).toEqual([]);
  });

  it('are read in katakana, with small kana where they belong', () => {
    expect([...all, ...wards].filter((one) => !/^[ァ-ヴー]+$/.test(one.kana))).toEqual([]);
    expect(named('埼玉県', '行田市')?.kana).toBe('ギョウダシ');
    expect(named('沖縄県', '北谷町')?.kana).toBe('チャタンチョウ');
    expect(named('神奈川県', '真鶴町')?.kana).toBe('マナヅルマチ');
  });

  it('know the changes of the last ten years', () => {
    expect(named('宮城県', '富谷市')?.code).toBe('042161');
    expect(named('福岡県', '那珂川市')?.code).toBe('402311');
    expect(named('兵庫県', '丹波篠山市')?.code).toBe('282219');
    expect(named('福岡県', '那珂川町')).toBeUndefined();
  });
});

describe('wards of designated cities', () => {
  const cities = new Map(all.map((one) => [one.code, one]));

  it('are 171 in twenty cities and belong to a city of their own prefecture', () => {
    expect(wards).toHaveLength(171);
    expect(new Set(wards.map((ward) => ward.city)).size).toBe(20);
    expect(wards.filter((ward) => cities.get(ward.city)?.kind !== 'city' || ward.city.slice(0, 2) !== ward.code.slice(0, 2))).toEqual([]);
  });

  it('are the three wards Hamamatsu has had since 2024', () => {
    const hamamatsu = named('静岡県', '浜松市')?.code;
    expect(wards.filter((ward) => ward.city === hamamatsu).map((ward) => ward.code + ward.name)).toEqual([
      '221384中央区',
      '221392浜名区',
      '221406天竜区',
    ]);
  });
});
