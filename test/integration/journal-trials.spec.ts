import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client, types } from 'pg';
import type { DataSource } from 'typeorm';
import { Listeners, SystemClock, UnitOfWork, openDataSource } from '#lib/database';
import { type Asks, type Root, exportAll, exportChain, extentOf, link, emptyHead, seal } from '#lib/journal';
import { type Actor, newId, systemActor } from '#lib/kernel';
import { leafHash, merkle, rootHash, drawers, emptyDrawer, drawerOf, type Leaf } from '../../libs/journal/domain/seal.js';
import { type TestDatabase, testDatabase } from '../support/database.js';
import { asText, exported } from '../support/journal-model.js';
import { longExport, outsider, textOf } from '../support/outside.js';

jest.setTimeout(120_000);

const root = path.resolve(__dirname, '../..');
let database: TestDatabase;
let source: DataSource;
let worker: DataSource;
let owner: Client;
const outside = outsider();
const founder: Actor = { personId: newId(), role: 'founder', organisationId: newId(), zone: 'console' };
const person = `person/${founder.personId}`;
const [first, second, third] = [newId(), newId(), newId()] as const;
const roots: Root[] = [];

const asks: Asks = { query: async <T>(sql: string, params: readonly unknown[] = []) => (await owner.query(sql, [...params])).rows as T[] };
const all = () => textOf(exportAll(asks));
const one = async (chain: string) => textOf(exportChain((piece) => piece(asks), await extentOf(asks, chain)));

/** Ten entries: six under the first root, three under the second, one under none yet. */
beforeAll(async () => {
  database = await testDatabase();
  [source, worker] = [await openDataSource(database.ownerUrl), await openDataSource(database.urls.worker)];
  owner = new Client({
    connectionString: database.ownerUrl,
    types: { getTypeParser: (oid, format) => (oid === 20 ? Number : types.getTypeParser(oid, format)) },
  });
  await owner.connect();
  const work = new UnitOfWork(source, new SystemClock(), new Listeners());
  const write = async (from: number, to: number) => {
    for (let n = from; n <= to; n++)
      await work.run(founder, async (tx) => {
        for (const caseId of [first, second, third]) await tx.tell({ name: 'thing-opened', caseId, facts: { n } });
        await tx.readList('case-list', [first, second]);
      });
  };
  const sealed = async () =>
    roots.push((await new UnitOfWork(worker, new SystemClock(), new Listeners()).run(systemActor('worker'), (tx) => seal(tx)))!);
  await write(1, 6);
  await sealed();
  await write(7, 9);
  await sealed();
  await write(10, 10);
});
afterAll(async () => {
  outside.leave();
  await owner?.end();
  for (const one of [source, worker]) await one?.destroy();
  await database?.close();
});

/** What the owner of the database does with the triggers put to sleep; answers what `look` saw of it, and takes it back. */
async function asOwner<T>(
  deeds: readonly (string | [sql: string, params: unknown[]])[] | (() => Promise<void>),
  look: () => Promise<T>,
): Promise<T> {
  await owner.query('begin');
  try {
    for (const table of ['journal_entry', 'journal_root', 'journal_leaf', 'journal_drawer'])
      await owner.query(`alter table ${table} disable trigger user`);
    if (typeof deeds === 'function') await deeds();
    else for (const deed of deeds) await (typeof deed === 'string' ? owner.query(deed) : owner.query(...deed));
    return await look();
  } finally {
    await owner.query('rollback');
  }
}
const found = async (text: string, given: readonly string[] = [], of?: string) =>
  (await outside.verify(text, given, of === undefined ? {} : { of })).found;

describe('the outside tool', () => {
  it('finds nothing wrong with a journal nobody touched, whole or of one case, packed or not; it is proven only with a root', async () => {
    const given = roots.map(({ hash }) => hash);
    for (const [text, of] of [[await all()], [await one(first), first], [await one(person), person]] as const) {
      const asked = of === undefined ? {} : { of };
      expect(await outside.verify(text, [], asked)).toMatchObject({ code: 2, found: [] });
      expect(await outside.verify(text, given.slice(0, 1), asked)).toMatchObject({ code: 0, found: [] });
      expect(await outside.verify(text, given, { zipped: true, ...asked })).toMatchObject({ code: 0, found: [] });
    }
    const mailed = outside.keep('mail.txt', `第1号\n\n${given[0]!}\n第2号 ${given[1]!.match(/.{8}/g)!.join(' ')}\n`);
    const { code, said } = await outside.run([outside.keep('good.jsonl', await all()), '--roots', mailed, '--stats']);
    expect([code, said]).toEqual([0, expect.stringContaining('4 chains, 40 entries, 2 roots (4 entries not sealed yet)')]);
  });
  it('says when the file itself is cut short or is none', async () => {
    const text = await all();
    expect((await found(text.slice(0, text.length * 0.7)))[0]).toMatch(/^file/);
    expect(await found('garbage\n')).toEqual(['file  1']);
    expect((await outside.run([])).code).toBe(2);
    expect((await outside.run(['/nowhere'])).code).toBe(2);
  });
  it('says when a line of the file was taken out, changed or put in on the way', async () => {
    const lines = (await one(first)).split('\n');
    const at = lines.findIndex((line) => line.startsWith('{"seq":4'));
    expect(await found(lines.filter((_, n) => n !== at).join('\n'), [], first)).toContain(`missing ${first} 4`);
    expect(await found([...lines.slice(0, at), lines[at], ...lines.slice(at)].join('\n'), [], first)).toContain(`added ${first} 4`);
    expect(await found(lines.map((line, n) => (n === at ? line.replace('founder', 'school') : line)).join('\n'), [], first)).toEqual([
      `wrong ${first} 4`,
    ]);
  });
  it('reads 150,000 entries in sixteen megabytes: it forgets what it has checked', async () => {
    const small = ['--max-old-space-size=16', '--max-semi-space-size=1'];
    const { code, said } = await outside.run([outside.keep('long.jsonl', longExport(first, 150_000)), '--case', first], small);
    expect([code, said]).toEqual([2, expect.stringContaining('150000 entries')]);
  });
  it('comes to an end with a chain in which everything was rewritten, and names every entry', async () => {
    const wrong = await found(
      longExport(first, 30_000, (content) => content.replace('read', 'left')),
      [],
      first,
    );
    expect(wrong).toHaveLength(30_000);
    expect(wrong.every((line) => line.startsWith('wrong '))).toBe(true);
  });
});

describe.each([
  ['whole journal', all, undefined],
  ['export of one case', () => one(first), first],
] as const)('in the %s, of what the owner of the database does, the tool finds', (_, text, of) => {
  const seen = async (given: readonly string[] = []) => found(await text(), given, of);
  const edit = `update journal_entry set content = replace(content, '"n":4', '"n":5') where chain = '${first}' and seq = 4`;
  const rehash = `update journal_entry set hash = encode(sha256(convert_to(previous_hash || E'\\n' || content, 'UTF8')), 'hex') where chain = '${first}'`;
  const renumber = (from: number, by: number) => [
    `update journal_entry set seq = seq + 1000 where chain = '${first}' and seq >= ${from}`,
    `update journal_entry set seq = seq - 1000 + ${by} where chain = '${first}' and seq >= 1000`,
  ];
  const takeHeadBack = `update journal_head set (seq, hash) = (select seq, hash from journal_entry e where e.chain = '${first}' order by seq desc limit 1) where chain = '${first}'`;

  it('an edited entry', async () => expect(await asOwner([edit], () => seen())).toEqual([`wrong ${first} 4`]));
  it('an edited entry with a good hash of its own', async () =>
    expect(await asOwner([edit, rehash], () => seen())).toEqual([`wrong ${first} 4`]));
  it('a deleted entry', async () =>
    expect(await asOwner([`delete from journal_entry where chain = '${first}' and seq = 5`], () => seen())).toEqual([
      `missing ${first} 5`,
    ]));
  it('a deleted first entry', async () =>
    expect(await asOwner([`delete from journal_entry where chain = '${first}' and seq = 1`], () => seen())).toEqual([
      `missing ${first} 1`,
    ]));
  it('a deleted entry whose gap was closed', async () => {
    const deeds = [`delete from journal_entry where chain = '${first}' and seq = 5`, ...renumber(6, -1), takeHeadBack];
    expect(await asOwner(deeds, () => seen())).toEqual([`missing ${first} 5`]);
  });
  it('an inserted entry', async () => {
    const put = `insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
      select chain, seq + 1, at, case_id, content, hash, encode(sha256(convert_to(hash || E'\\n' || content, 'UTF8')), 'hex') from journal_entry where chain = '${first}' and seq = 3`;
    expect(await asOwner([...renumber(4, 1), put, takeHeadBack], () => seen())).toEqual([`added ${first} 4`]);
  });
  it('an entry added at the end', async () => {
    const put = `insert into journal_entry (chain, seq, at, case_id, content, previous_hash, hash)
      select chain, seq + 1, at, case_id, content, hash, encode(sha256(convert_to(hash || E'\\n' || content, 'UTF8')), 'hex') from journal_entry where chain = '${first}' and seq = 10`;
    expect(await asOwner([put], () => seen())).toEqual([`added ${first} 11`]);
  });
  it('two entries that changed places', async () => {
    const swap = [
      `update journal_entry set seq = 1004 where chain = '${first}' and seq = 4`,
      `update journal_entry set seq = 4 where chain = '${first}' and seq = 5`,
      `update journal_entry set seq = 5 where chain = '${first}' and seq = 1004`,
    ];
    expect(await asOwner(swap, () => seen())).toEqual([`moved ${first} 4`]);
  });
  it('two entries whose contents changed places', async () => {
    const swap = `update journal_entry e set content = o.content from journal_entry o where e.chain = '${first}' and o.chain = '${first}' and (e.seq, o.seq) in ((4, 7), (7, 4))`;
    expect(await asOwner([swap], () => seen())).toEqual([`moved ${first} 4`, `moved ${first} 7`]);
  });
  it('a tail cut off, head and all', async () => {
    const cut = `delete from journal_entry where chain = '${first}' and seq > 7`;
    expect(await asOwner([cut], () => seen())).toEqual([`cut ${first} 8–10`]);
    expect(await asOwner([cut, takeHeadBack], () => seen())).toEqual([`cut ${first} 8–9`]);
  });
  it('the last entry cut off, which no root has sealed yet, by the head', async () =>
    expect(await asOwner([`delete from journal_entry where chain = '${first}' and seq = 10`], () => seen())).toEqual([`cut ${first} 10`]));
  it('a chain made anew from the middle', async () =>
    expect(
      await asOwner(
        () => rechain(first, 5),
        () => seen(),
      ),
    ).toEqual([`remade ${first} 1–6`]));
  it('a chain made anew from the middle between two roots', async () =>
    expect(
      await asOwner(
        () => rechain(first, 8),
        () => seen(),
      ),
    ).toEqual([`remade ${first} 7–9`]));
  it('everything made anew, heads, leaves and roots included: by the root somebody outside has kept', async () => {
    const deed = async () => {
      await rechain(first, 5);
      await remakeRoots();
    };
    const given = roots.map(({ hash }) => hash);
    expect(await asOwner(deed, () => seen())).toEqual([]);
    expect(await asOwner(deed, () => seen(given.slice(0, 1)))).toEqual([`given  ${given[0]!}`]);
  });
  it('leaves that were changed to fit', async () => {
    const deed = async () => {
      await rechain(first, 5);
      await owner.query(
        `update journal_leaf l set hash = e.hash from journal_entry e where e.chain = l.chain and e.seq = l.seq and l.chain = $1`,
        [first],
      );
    };
    expect((await asOwner(deed, () => seen())).every((line) => line.startsWith('tree'))).toBe(true);
    expect(await asOwner(deed, () => seen())).not.toEqual([]);
  });
});

describe('in the whole journal the tool finds besides', () => {
  it('a chain that is gone', async () => {
    const gone = [`delete from journal_entry where chain = '${second}'`, `delete from journal_head where chain = '${second}'`];
    expect(await asOwner(gone, async () => found(await all()))).toEqual([`gone ${second}`]);
  });
  it('a chain whose entries are gone', async () =>
    expect(await asOwner([`delete from journal_entry where chain = '${second}'`], async () => found(await all()))).toEqual([
      `cut ${second} 1–10`,
    ]));
  it('an emptied journal', async () =>
    expect(await asOwner(['truncate journal_entry', 'truncate journal_head'], async () => found(await all()))).toEqual(
      expect.arrayContaining([`gone ${first}`, `gone ${person}`]),
    ));
  it('an emptied journal whose roots are gone too, by the root somebody outside has kept', async () =>
    expect(
      await asOwner(
        ['truncate journal_entry', 'truncate journal_head', 'truncate journal_leaf, journal_drawer, journal_root cascade'],
        async () => found(await all(), [roots[1]!.hash]),
      ),
    ).toEqual([`given  ${roots[1]!.hash}`]));
  it('a root that was taken out or changed', async () => {
    const out = [
      'delete from journal_leaf where root_no = 1',
      'delete from journal_drawer where root_no = 1',
      'delete from journal_root where no = 1',
    ];
    expect(await asOwner(out, async () => found(await all()))).toEqual(['order  2']);
    expect(
      await asOwner([`update journal_root set made_at = made_at - interval '1 day' where no = 2`], async () => found(await all())),
    ).toEqual(['root  2']);
  });
});

it('the operator’s command writes both kinds of export, packed where the name says so', async () => {
  const command = (...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      ['--require', path.join(root, 'test/support/typescript.cjs'), path.join(root, 'libs/database/journal-export.main.ts'), ...args],
      {
        env: { PATH: process.env['PATH'], DATABASE_URL: database.ownerUrl },
      },
    );
  const packed = outside.keep('packed.jsonl.gz', '');
  await command('--out', packed);
  expect(await outside.run([packed, '--root', roots[0]!.hash])).toMatchObject({ code: 0, found: [] });
  const { stdout } = await command('--case', first);
  expect(await outside.verify(stdout, [roots[0]!.hash], { of: first })).toMatchObject({ code: 0, found: [] });
  expect(stdout).not.toContain(second);
});

it('the export is what the forger’s workshop makes of the same journal, line by line', async () => {
  const { rows } = await owner.query<{ name: string; contents: string[] }>(
    'select chain as name, array_agg(content order by seq) as contents from journal_entry group by chain',
  );
  const lengths = async (no: number) =>
    (
      await owner.query<Leaf>('select distinct on (chain) chain, seq from journal_leaf where root_no <= $1 order by chain, root_no desc', [
        no,
      ])
    ).rows;
  const sealings = [];
  for (const { no, madeAt } of roots)
    sealings.push({ madeAt: Date.parse(madeAt), lengths: Object.fromEntries((await lengths(no)).map(({ chain, seq }) => [chain, seq])) });
  const sorted = (text: string) => text.split('\n').sort();
  const house = { chains: rows, sealings };
  expect(sorted(asText(exported(house)))).toEqual(sorted(await all()));
  for (const chain of [first, person]) expect(asText(exported(house, chain))).toEqual(await one(chain));
});

it('the export of a case that leaves out its proof under a root is not believed', async () => {
  const later = (await one(first)).split('\n').filter((line) => !line.startsWith('{"proof"'));
  const aged = later.map((line) => line.replace(/\\"at\\":\\"20\d\d/, '\\"at\\":\\"2001'));
  expect((await found(aged.join('\n'), [], first)).filter((line) => line.startsWith('unproved'))).toEqual([
    `unproved ${first} 1`,
    `unproved ${first} 2`,
  ]);
});

/** Changes an entry and chains everything after it anew, head included: what checking the chain alone cannot see. */
async function rechain(chain: string, from: number): Promise<void> {
  const { rows } = await owner.query<{ seq: number; content: string }>(
    'select seq, content from journal_entry where chain = $1 order by seq',
    [chain],
  );
  const links = link(
    emptyHead,
    rows.map(({ seq, content }) => (seq === from ? content.replace('founder', 'school') : content)),
  );
  for (const { seq, content, previousHash, hash } of links)
    await owner.query('update journal_entry set content = $3, previous_hash = $4, hash = $5 where chain = $1 and seq = $2', [
      chain,
      seq,
      content,
      previousHash,
      hash,
    ]);
  await owner.query('update journal_head set hash = $2 where chain = $1', [chain, links.at(-1)!.hash]);
}

/** Makes leaves, trees and roots fit what the chains say now. */
async function remakeRoots(): Promise<void> {
  await owner.query('update journal_leaf l set hash = e.hash from journal_entry e where e.chain = l.chain and e.seq = l.seq');
  const latest = new Map<string, Leaf>();
  let previous = '';
  for (const { no, madeAt } of roots) {
    for (const leaf of (await owner.query<Leaf>('select chain, seq, hash from journal_leaf where root_no = $1', [no])).rows)
      latest.set(leaf.chain, leaf);
    const tops = Array.from({ length: drawers }, (_, drawer) => {
      const inside = [...latest.values()].filter(({ chain }) => drawerOf(chain) === drawer).sort((a, b) => (a.chain < b.chain ? -1 : 1));
      return inside.length === 0 ? emptyDrawer : merkle(inside.map(leafHash));
    });
    for (const [drawer, hash] of tops.entries())
      await owner.query('update journal_drawer set hash = $3 where root_no = $1 and drawer = $2', [no, drawer, hash]);
    const root = { no, madeAt, previous, tree: merkle(tops) };
    previous = rootHash(root);
    await owner.query('update journal_root set previous = $2, tree = $3, hash = $4 where no = $1', [
      no,
      root.previous,
      root.tree,
      previous,
    ]);
  }
}
