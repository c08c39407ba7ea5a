import { createHash } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { mail as texts, say } from '#lib/texts';
import { outsider } from '../support/outside.js';

/** What somebody outside has kept, and what it proves: an export written by hand from the description at the head of the tool, by no code of ours. */
const outside = outsider();
afterAll(() => outside.leave());

const sha = (text: string) => createHash('sha256').update(text).digest('hex');
const hour = 3_600_000;
const before = (hours: number) => new Date(Date.now() - hours * hour).toISOString();
const chain = '00000000-0000-4000-8000-000000000000';

interface Entry {
  readonly seq: number;
  readonly content: string;
  readonly hash: string;
  readonly previous: string;
}
function entriesAt(times: readonly string[], word = 'read'): Entry[] {
  const entries: Entry[] = [];
  for (const [n, at] of times.entries()) {
    const [previous, content] = [entries.at(-1)?.hash ?? '', JSON.stringify({ at, event: word, facts: { n } })];
    entries.push({ seq: n + 1, content, hash: sha(`${previous}\n${content}`), previous });
  }
  return entries;
}
/** The top over 1,024 drawers, one chain in one of them or none in any. */
function treeOf(last?: Entry): string {
  const drawer = parseInt(sha(chain).slice(0, 3), 16) >> 2;
  const leaf = last && sha(`leaf\n${chain}\n${last.seq}\n${last.hash}`);
  let row = Array.from({ length: 1024 }, (_, n) => (n === drawer && leaf ? leaf : sha('empty')));
  while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, n) => sha(`node\n${row[2 * n]}\n${row[2 * n + 1]}`));
  return row[0]!;
}
function rootOf(no: number, madeAt: string, previous: string, last?: Entry) {
  const tree = treeOf(last);
  return { no, madeAt, previous, tree, hash: sha(`root\n${no}\n${madeAt}\n${previous}\n${tree}`) };
}
const leafOf = ({ seq, hash }: Entry) => ({ leaf: { chain, seq, hash } });
function exportOf(roots: readonly object[], entries: readonly Entry[]): string {
  const { seq, hash } = entries.at(-1)!;
  const count = roots.filter((line) => 'root' in line).length;
  const lines = [
    { yorisoi: 'journal', format: 2, scope: 'all' },
    ...roots,
    { chain, seq, hash },
    ...entries.map(({ seq: at, content, hash: own, previous }) => ({ seq: at, content, hash: own, previous })),
    { end: { chains: 1, entries: entries.length, roots: count } },
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The first root, of before anybody wrote anything; the second seals everything. */
function house(word?: string) {
  const entries = entriesAt([before(47), before(46), before(45)], word);
  const first = rootOf(1, before(48), '');
  const second = rootOf(2, before(44), first.hash, entries.at(-1));
  return { first, second, text: exportOf([{ root: first }, { root: second }, leafOf(entries.at(-1)!)], entries) };
}

it('a root that seals everything proves it', async () => {
  const { text, second } = house();
  expect(await outside.verify(text, [second.hash])).toMatchObject({ code: 0, found: [] });
});

it('a root of before anything was written proves nothing, though it is in the export, and nothing then ends with 0', async () => {
  const { text, first } = house();
  const { code, said } = await outside.verify(text, [first.hash]);
  expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining('nothing is proven') as string });
  // The same root stands before another history.
  const madeUp = house('made-up');
  expect(madeUp.text).not.toBe(text);
  expect((await outside.verify(madeUp.text, [first.hash])).code).not.toBe(0);
});

describe('the root is found in a mail', () => {
  const saved = async (hash: string, textEncoding?: 'base64' | 'quoted-printable'): Promise<Buffer> => {
    const words = { no: 2, at: before(44), hash };
    const { message } = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      from: 'yorisoi@example.jp',
      to: 'auditor@soto.example',
      subject: say(texts.root.subject, words),
      text: say(texts.root.text, words),
      ...(textEncoding && { textEncoding }),
    });
    return message as Buffer;
  };
  it.each([undefined, 'quoted-printable', 'base64'] as const)('as it is sent and saved (%s), alone or among others', async (encoding) => {
    const { text, first, second } = house();
    const file = outside.keep('export.jsonl', text);
    const one = outside.keep('one.eml', await saved(second.hash, encoding));
    expect(await outside.run([file, '--roots', one])).toMatchObject({ code: 0, found: [] });
    const box = outside.keep('box.mbox', Buffer.concat([await saved(first.hash, encoding), await saved(second.hash, encoding)]));
    expect(await outside.run([file, '--roots', box])).toMatchObject({ code: 0, found: [] });
    const foreign = outside.keep('foreign.mbox', Buffer.concat([await saved(second.hash), await saved(sha('another house'), encoding)]));
    expect((await outside.run([file, '--roots', foreign])).found).toEqual([expect.stringContaining('given')]);
  });
});
