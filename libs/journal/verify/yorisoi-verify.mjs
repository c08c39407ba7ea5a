#!/usr/bin/env node
// yorisoi-verify: checks an exported journal of Yorisoi without Yorisoi. One file, Node.js 18 or newer, nothing to install.
// 書き出した「閲覧と操作の記録」を、このファイルだけで確かめます。データベースもネットワークも使いません。
//
//   node yorisoi-verify.mjs export.jsonl[.gz] [--root <64 digits>]… [--roots <file>] [--stats]
//
// --root and --roots take the roots that were mailed or printed, kept by somebody else than the owner of the journal. Without them a journal
// that was made anew as a whole cannot be told from the first one. Exit: 0 nothing found, 1 something found, 2 could not be read.
//
// The export is JSON Lines: a head; roots, each with its leaves (all chains) or proofs (one chain); then each chain with its entries.
//   hash of an entry  sha256(previous hash, "\n", content); the first has the previous hash ""
//   leaf of a chain   sha256("leaf\n" chain "\n" number of its last entry "\n" its hash)
//   node              sha256("node\n" left "\n" right); one left over goes up as it is; nothing at all: sha256("empty")
//   tree              1,024 drawers; a chain lies in the drawer of the first ten bits of sha256(chain), leaves in order of chain
//   root              sha256("root\n" number "\n" time "\n" previous root "\n" tree)
//
// MIT License. Copyright (c) 2026 Yorisoi contributors. Permission is hereby granted, free of charge, to any person obtaining a copy of this
// software, to deal in it without restriction, provided this notice is kept. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
import { createHash } from 'node:crypto';
import { createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const node = (left, right) => sha256(`node\n${left}\n${right}`);
const leafOf = ({ chain, seq, hash }) => sha256(`leaf\n${chain}\n${seq}\n${hash}`);
const rootOf = ({ no, madeAt, previous, tree }) => sha256(`root\n${no}\n${madeAt}\n${previous}\n${tree}`);
const drawers = 1024;
const drawerOf = (chain) => parseInt(sha256(chain).slice(0, 3), 16) >> 2;
const empty = sha256('empty');
const printed = /\b(?:[0-9a-f]{8} ?){7}[0-9a-f]{8}\b/g; // A root in a mail, or in groups of eight as it is printed.
const near = 5000; // As many entries are remembered to tell what was moved or put in.
const many = 100; // As many flaws of a chain are compared with each other; those after them are named as they come.
const patience = 10 * 60_000; // An entry older than this when a root was made must be under it.

const range = (from, to) => (from < to ? `${from}–${to}` : to);

function merkle(hashes) {
  if (hashes.length === 0) return empty;
  let row = hashes;
  while (row.length > 1)
    row = Array.from({ length: Math.ceil(row.length / 2) }, (_, n) => (row[2 * n + 1] ? node(row[2 * n], row[2 * n + 1]) : row[2 * n]));
  return row[0];
}

/** What can be wrong, in both languages. `at`: the number of the entry, or from–to. */
const sentences = {
  wrong: (at) => [`記録${at}の内容が書き換えられています。`, `entry ${at} is wrong: its content was changed`],
  missing: (at) => [`記録${at}がありません。`, `entry ${at} is missing`],
  moved: (at) => [`記録${at}が別の場所に移されています。`, `entry ${at} was moved`],
  added: (at) => [`記録${at}は後から加えられたものです。`, `entry ${at} was added`],
  broken: (at) => [`記録${at}のつながりが切れています。書き換えられたか、取り除かれたか、加えられました。`, `entries ${at} do not follow each other: one was changed, taken out or put in`],
  remade: (at, no) => [`記録${at}が封${no}の後に作り直されています。`, `entries ${at} were made anew after root ${no} had sealed them`],
  cut: (at, no) => [`記録${at}が末尾から切り取られています（${no ? `封${no}` : '鎖の先頭の控え'}と違います）。`, `entry ${at} was cut off at the end (${no ? `root ${no} sealed it` : 'the head names it'})`],
  head: (at) => [`鎖の先頭の控えが、最後の記録${at}と違います。`, `the head does not name the last entry, ${at}`],
  gone: (_, no) => [`封${no}にある鎖が、まるごとありません。`, `the whole chain is gone; root ${no} sealed it`],
  root: (no) => [`封${no}が計算と合いません。`, `root ${no} is not what it must be`],
  order: (no) => [`封${no}の前の封がないか、違います。`, `root ${no} does not follow the root before it`],
  tree: (no) => [`封${no}が、その下にある鎖の記録と合いません。`, `root ${no} does not hold the chains given for it`],
  given: (hash) => [`お手元の封 ${hash} は、この書き出しにありません。記録の全体が作り直された疑いがあります。`, `the root you hold, ${hash}, is not in this export: the journal may have been made anew as a whole`],
  unproved: (no) => [`封${no}の下にこの鎖があることが示されていません。`, `nothing shows this chain under root ${no}, although it is older`],
  file: (line) => [`書き出しの${line}行目が読めないか、途中で切れています。`, `line ${line} of the export cannot be read, or the export ends early`],
}; // prettier-ignore

class Verifier {
  found = 0;
  entries = 0;
  chains = 0;
  unsealed = 0;
  roots = new Map(); // hash → number
  madeAt = new Map(); // number → time
  proofs = new Set(); // numbers of roots with a proof of the chain
  points = new Map(); // chain → what roots have sealed of it: [number of the entry, hash, number of the root]
  tree = [Array(drawers).fill(empty)];
  leaves = new Map(); // drawer → chain → leaf
  touched = new Set();
  line = 0;

  constructor(say) {
    this.say = say;
    while (this.tree.at(-1).length > 1)
      this.tree.push(Array(this.tree.at(-1).length / 2).fill(node(this.tree.at(-1)[0], this.tree.at(-1)[0])));
  }

  tell(what, where, at, no) {
    this.found += 1;
    const [ja, en] = sentences[what](at, no);
    this.say(`${what}\t${where}\t${at}\t${where ? `${where} ` : ''}${ja} / ${en}.`);
  }

  take(text) {
    this.line += 1;
    let row;
    try {
      row = Object(JSON.parse(text));
    } catch {
      return this.tell('file', '', this.line);
    }
    if (row.content !== undefined) this.entry(row);
    else if (row.chain !== undefined) this.start(row);
    else if (row.leaf) this.leaf(row.leaf);
    else if (row.root) this.root(row.root);
    else if (row.proof) this.proof(row.proof);
    else if (row.yorisoi) this.head = row;
    else if (row.end) this.end = row.end;
  }

  root(root) {
    this.closeRoot();
    if (rootOf(root) !== root.hash) this.tell('root', '', root.no);
    const { last } = this;
    const follows = last ? root.no === last.no + 1 && root.previous === last.hash : root.no === 1 && root.previous === '';
    if (this.head?.scope !== 'case' && !follows) this.tell('order', '', root.no);
    this.roots.set(root.hash, root.no);
    this.madeAt.set(root.no, root.madeAt);
    this.last = this.open = root;
  }

  leaf(leaf) {
    const drawer = drawerOf(leaf.chain);
    if (!this.leaves.has(drawer)) this.leaves.set(drawer, new Map());
    this.leaves.get(drawer).set(leaf.chain, leafOf(leaf));
    this.touched.add(drawer);
    this.point(leaf, this.open?.no);
  }

  /** All leaves of a root are there: its tree can be computed, along the drawers that changed. */
  closeRoot() {
    if (!this.open || this.head?.scope === 'case') return;
    for (const drawer of this.touched) {
      const inside = [...this.leaves.get(drawer)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hash]) => hash);
      this.tree[0][drawer] = merkle(inside);
      for (let level = 1, at = drawer >> 1; level < this.tree.length; level++, at >>= 1)
        this.tree[level][at] = node(this.tree[level - 1][2 * at], this.tree[level - 1][2 * at + 1]);
    }
    if (this.tree.at(-1)[0] !== this.open.tree) this.tell('tree', '', this.open.no);
    this.touched.clear();
    this.open = undefined;
  }

  proof({ root, chain, seq, hash, path }) {
    const top = path.reduce(
      (below, step) => (step[0] === 'L' ? node(step.slice(1), below) : node(below, step.slice(1))),
      leafOf({ chain, seq, hash }),
    );
    if (this.last?.no !== root || this.last.tree !== top) this.tell('tree', chain, root);
    this.proofs.add(root);
    this.point({ chain, seq, hash }, root);
  }

  point({ chain, seq, hash }, no) {
    const points = this.points.get(chain) ?? [];
    if (points.at(-1)?.[0] !== seq || points.at(-1)?.[1] !== hash) points.push([seq, hash, no]);
    this.points.set(chain, points);
  }

  start(row) {
    this.closeRoot();
    this.finish();
    this.chains += 1;
    this.at = {
      ...row,
      last: { seq: 0, hash: '' },
      points: this.points.get(row.chain) ?? [],
      next: 0,
      good: 0,
      recent: new Map(),
      bad: [],
      breaks: [],
      off: [],
    };
    this.points.delete(row.chain);
  }

  entry({ seq, content, previous, hash }) {
    const c = this.at;
    if (!c) return this.tell('file', '', this.line);
    this.entries += 1;
    c.first ??= content;
    const { last, recent } = c;
    if (seq > last.seq + 1) this.tell('missing', c.chain, range(last.seq + 1, seq - 1));
    else if (seq <= last.seq) this.tell('added', c.chain, seq);
    else if (previous !== last.hash) {
      const before = recent.get(previous);
      if (c.breaks.length >= many) this.tell('broken', c.chain, `${last.seq}–${seq}`);
      else if (before !== undefined && before < last.seq) c.breaks.push({ seq, previous, added: range(before + 1, last.seq) });
      else c.breaks.push({ seq, previous });
    }
    if (sha256(`${previous}\n${content}`) !== hash) {
      if (c.bad.length >= many) this.tell('wrong', c.chain, seq);
      else c.bad.push({ seq, content, previous, hash });
    }
    for (const one of c.breaks) if (one.previous === hash) one.moved = true; // Its predecessor comes later.
    for (const one of c.off) if (one.hash === hash) one.shift = seq - one.seq;
    while (c.next < c.points.length && c.points[c.next][0] <= seq) {
      const [at, sealed, no] = c.points[c.next++];
      if (at !== seq) continue; // It is missing, and that was said.
      if (sealed === hash) this.settle(seq);
      else c.off.push({ seq: at, hash: sealed, no, from: c.good + 1, ...(recent.has(sealed) ? { shift: recent.get(sealed) - at } : {}) });
    }
    recent.set(hash, seq);
    if (recent.size > near) recent.delete(recent.keys().next().value);
    c.last = { seq, hash };
  }

  /** What was sealed is here at its place: nothing is missing or too much before it, so a break before it is a changed entry. */
  settle(seq) {
    for (const one of this.at.breaks) if (one.seq <= seq && !one.moved && !one.added) one.changed = true;
    this.at.good = seq;
  }

  finish() {
    const c = this.at;
    if (!c) return;
    const { chain, last, bad, breaks, off } = c;
    for (; c.next < c.points.length && c.recent.has(c.points[c.next][1]); c.next++) {
      const [seq, hash, no] = c.points[c.next]; // Sealed at a number the chain no longer has, and here at another.
      off.push({ seq, hash, no, from: c.good + 1, shift: c.recent.get(hash) - seq });
    }
    for (const one of bad) {
      const swapped = bad.some((other) => other !== one && sha256(`${other.previous}\n${one.content}`) === other.hash);
      this.tell(swapped ? 'moved' : 'wrong', chain, one.seq);
    }
    const apart = breaks.filter(({ seq }) => !bad.some((one) => one.seq === seq || one.seq === seq - 1));
    const moved = apart.some((one) => one.moved);
    for (const one of apart) {
      const shift = off.find((other) => other.shift !== undefined && other.seq >= one.seq - 1)?.shift;
      if (one.moved) this.tell('moved', chain, one.seq);
      else if (one.added) moved || this.tell('added', chain, one.added);
      else if (one.changed || off.some(({ seq, shift: by }) => seq === one.seq - 1 && by === undefined))
        this.tell('wrong', chain, one.seq - 1);
      else if (shift < 0) this.tell('missing', chain, range(one.seq, one.seq - shift - 1));
      else moved || this.tell('broken', chain, `${one.seq - 1}–${one.seq}`);
    }
    if (apart.length + bad.length === 0 && off.length > 0) this.tell('remade', chain, `${off[0].from}–${off[0].seq}`, off[0].no);
    const [sealed = 0, , no] = c.next < c.points.length ? c.points.at(-1) : [];
    const reach = Math.max(sealed, c.seq);
    if (reach > last.seq) this.tell('cut', chain, range(last.seq + 1, reach), no);
    else if (c.seq < last.seq) this.tell('added', chain, range(c.seq + 1, last.seq));
    else if (c.hash !== last.hash && off.length + bad.length + apart.length === 0) this.tell('head', chain, last.seq);
    this.unsealed += last.seq - Math.min(last.seq, c.points.at(-1)?.[0] ?? 0);
    this.at = undefined;
    this.former = c;
  }

  close(given) {
    this.closeRoot();
    this.finish();
    for (const [chain, points] of this.points) this.tell('gone', chain, '', points[0][2]);
    const { end } = this;
    if (!end || end.entries !== this.entries || end.chains !== this.chains || end.roots !== this.roots.size)
      this.tell('file', '', this.line);
    for (const hash of given) if (!this.roots.has(hash)) this.tell('given', '', hash);
    if (this.head?.scope !== 'case' || !this.former?.first) return;
    const began = Date.parse(JSON.parse(this.former.first).at) + patience;
    for (const [no, madeAt] of this.madeAt)
      if (!this.proofs.has(no) && Date.parse(madeAt) > began) this.tell('unproved', this.former.chain, no);
  }
}

async function read(file, verifier) {
  const start = Buffer.alloc(2);
  readSync(openSync(file, 'r'), start, 0, 2, 0);
  const raw = createReadStream(file, { highWaterMark: 1 << 20 });
  const stream = start.readUInt16BE() === 0x1f8b ? raw.pipe(createGunzip()) : raw;
  stream.setEncoding('utf8');
  let rest = '';
  for await (const part of stream) {
    const lines = (rest + part).split('\n');
    rest = lines.pop();
    for (const line of lines) if (line) verifier.take(line);
  }
  if (rest) verifier.take(rest);
}

async function main([file, ...rest]) {
  const given = [];
  for (let n = 0; n < rest.length; n++)
    if (rest[n] === '--root') given.push(String(rest[++n]).toLowerCase().replaceAll(' ', ''));
    else if (rest[n] === '--roots') given.push(...[...readFileSync(rest[++n], 'utf8').toLowerCase().matchAll(printed)].map(([hash]) => hash.replaceAll(' ', '')));
  if (!file || file.startsWith('-')) throw new Error('使い方 / Usage: yorisoi-verify <export.jsonl[.gz]> [--root <64 digits>] [--roots <file>]');
  const began = performance.now();
  const verifier = new Verifier((line) => console.log(line));
  await read(file, verifier);
  verifier.close(given);
  const { found, chains, entries, roots, unsealed } = verifier;
  console.log(`鎖 ${chains}、記録 ${entries}、封 ${roots.size}（まだ封のない記録 ${unsealed}）/ ${chains} chains, ${entries} entries, ${roots.size} roots (${unsealed} entries not sealed yet).`);
  if (given.length === 0) console.log('お手元の封（--root）とは照らし合わせていません。全体が作り直されたかどうかは、これだけでは分かりません。/ Not compared with a root of your own (--root): that the whole was made anew would not be seen.');
  console.log(found ? `誤りが${found}件あります。/ ${found} found.` : '誤りは見つかりませんでした。/ Nothing wrong was found.');
  if (rest.includes('--stats')) console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, heap: process.memoryUsage().heapUsed / 2 ** 20 }));
  process.exitCode = found ? 1 : 0;
} // prettier-ignore

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
