import { canonical } from '#lib/journal';
import {
  type Chain,
  type House,
  asText,
  contentAt,
  day,
  exported,
  hour,
  linesOfChain,
  lived,
  minute,
  rootsOf,
  timeIn,
} from '../../support/journal-model.js';
import { outsider } from '../../support/outside.js';
import { type Trial } from '../frame.js';
import { firstOf } from './told.js';

const begin = Date.now() - 30 * day;
const house: House = lived(
  Array.from({ length: 40 }, (_, n) => ({ after: n % 7 === 6 ? 1_500 : 20 + n, chain: n % 3, off: 0 })),
  begin,
);
const roots = rootsOf(house);
/** A root somebody keeps outside, which seals some entries of the chain. */
const kept = roots.filter(({ ofDay, under }) => ofDay && under.some(({ seq }) => seq > 4)).at(-1)!;
const chain = house.chains.find(({ name }) => kept.under.some((leaf) => leaf.chain === name && leaf.seq > 4))!;
const others = house.chains.filter((one) => one !== chain);

type Lines = readonly object[];
const withChains = (chains: readonly Chain[], of?: string): Lines => exported({ ...house, chains }, of);
const instead = (forged: Chain): Lines => withChains([forged, ...others], chain.name);
const without = (lines: Lines, ...names: string[]): Lines => lines.filter((line) => !names.some((name) => name in line));
const changed = (contents: readonly string[], at: number): readonly string[] =>
  contents.map((content, n) => (n === at ? content.replace('case-page', 'other') : content));

/** A forged file, with a kept root in hand: what is found is told by exit 1, what is not shown at all by 2. Passing is exit 0. */
const passes = async (files: Readonly<Record<string, readonly [Lines, string?, ...string[]]>>): Promise<string | undefined> => {
  const outside = outsider();
  try {
    const honest = await outside.verify(asText(exported(house, chain.name)), [kept.hash], { of: chain.name });
    if (honest.code !== 0) return `not carried out: the honest export is refused: ${honest.said}`;
    return await firstOf(Object.entries(files), async ([what, [lines, of, ...more]]) =>
      (await outside.verify(asText(lines), [kept.hash], { ...(of ? { of } : {}), more })).code === 0 ? `${what} passes` : undefined,
    );
  } finally {
    outside.leave();
  }
};

/** Whoever has all keys and the database, against somebody outside with the file and a root she was sent. */
export const journal: readonly Trial[] = [
  {
    id: 'VER-1',
    promise: 'an export chained anew does not pass, whatever it says about its age and its proofs',
    slow: true,
    run: () => {
      const less = chain.contents.toSpliced(1, 1);
      const young = [contentAt(Date.now() + day, 0), ...less.slice(1)];
      const now = less.map((_, n) => contentAt(Date.now() - 10 * minute, n));
      return passes({
        'an entry taken out': [instead({ ...chain, contents: less }), chain.name],
        'a first entry of tomorrow, without proofs': [without(instead({ ...chain, contents: young }), 'proof'), chain.name],
        'everything of today, without proofs': [without(instead({ ...chain, contents: now }), 'proof'), chain.name],
        'an entry changed, without proofs': [without(instead({ ...chain, contents: changed(chain.contents, 2) }), 'proof'), chain.name],
      });
    },
  },
  {
    id: 'VER-2',
    promise: 'nor does one with a second chain, before or behind the forged one, or the true one beside it',
    slow: true,
    run: () => {
      const forged = { ...chain, contents: changed(chain.contents, 2) };
      const dummy = { name: '00000000-0000-4000-8000-000000000000', contents: [contentAt(Date.now(), 1)] };
      const body = (...chains: Chain[]): Lines => [
        ...without(exported(house, chain.name), 'chain', 'seq', 'end'),
        ...chains.flatMap(linesOfChain),
        { end: { chains: chains.length, entries: chains.reduce((sum, { contents }) => sum + contents.length, 0), roots: roots.length } },
      ];
      return passes({
        'a dummy behind': [body(forged, dummy), chain.name],
        'a dummy before': [body(dummy, forged), chain.name],
        'the true one behind': [body(forged, chain), chain.name],
        'the true one before': [body(chain, forged), chain.name],
      });
    },
  },
  {
    id: 'VER-3',
    promise: 'nor one that calls itself something else than what is asked for',
    slow: true,
    run: () => {
      const forged = { ...chain, contents: changed(chain.contents, 2) };
      const whole = withChains([forged, ...others]);
      const [, ...rest] = without(whole, 'leaf');
      return passes({
        'everything, called a case': [[{ yorisoi: 'journal', format: 2, scope: 'case' }, ...rest]],
        'everything without its leaves': [[{ yorisoi: 'journal', format: 2, scope: 'all' }, ...rest]],
        'a case, called everything': [[{ yorisoi: 'journal', format: 2, scope: 'all' }, ...instead(forged).slice(1)]],
        'another case': [exported(house, others[0]!.name), chain.name],
      });
    },
  },
  {
    id: 'VER-4',
    promise: 'an entry dated back is refused by the database under every account, and found outside',
    run: async (attacker) => {
      const back = { ...chain, contents: [...chain.contents, contentAt(timeIn(chain.contents[0]!) - 10 * day, 9)] };
      const last = house.sealings.at(-1)!;
      const later = { madeAt: last.madeAt + 2 * day, lengths: { ...last.lengths, [chain.name]: back.contents.length } };
      const grown = { chains: [back, ...others], sealings: [...house.sealings, later] };
      const outside = outsider();
      const { code } = await outside.verify(asText(exported(grown, chain.name)), [rootsOf(grown).at(-1)!.hash], { of: chain.name });
      outside.leave();
      if (code === 0) return 'an entry of ten days before passes, with a root made after it';
      await attacker.four.sql('delete from training_clock');
      const person = await attacker.personOf('kazoku1');
      const caseId = await attacker.caseIn('INTENTION_PENDING', 'BASIC_RUNNING', 'INTAKE');
      return firstOf(['console', 'family', 'committee', 'api', 'worker'] as const, async (account) => {
        const at = new Date(Date.now() - 40 * day).toISOString();
        const content = canonical({
          at,
          event: 'read',
          facts: { what: 'case-page' },
          organisationId: null,
          personId: person,
          role: 'relative',
          zone: account,
        });
        const answer = await attacker.under(account, 'select journal_append($1::text[], $2::uuid[], $3::timestamptz[], $4::text[])', [
          [caseId],
          [caseId],
          [at],
          [content],
        ]);
        return answer === 'done' ? `taken under the account of ${account}` : undefined;
      });
    },
  },
  {
    id: 'VER-5',
    promise: 'an old export does not pass for a new one',
    slow: true,
    run: () => {
      const until = new Date(Date.parse(kept.madeAt) + 9 * hour + 2 * day).toISOString().slice(0, 10);
      const old = exported({ ...house, sealings: house.sealings.slice(0, kept.no - 1) }, chain.name);
      return passes({
        'one from before the kept root': [old, chain.name],
        'one that is asked for up to a later day': [exported(house, chain.name), chain.name, '--until', until],
        'one that is asked to be of yesterday': [exported(house, chain.name), chain.name, '--not-older-than', '1'],
      });
    },
  },
];
