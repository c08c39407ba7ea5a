#!/usr/bin/env node
// Checks an exported journal of Yorisoi without Yorisoi. One file, Node.js 18.14 or newer, nothing to install, no network, no database.
// 書き出した「閲覧と操作の記録」を、このファイルだけで確かめます。
//
//   node yorisoi-verify.mjs <export.jsonl[.gz]> [--case <id>] --root <64 digits>… [--roots <file>]… [--until <day>] [--not-older-than <hours>] [--old] [--training]
//
// What is asked comes from whoever asks, never from the file: the whole journal, or the chain of one case (--case); the roots she has kept,
// which were mailed or printed (--root, --roots: every root in a saved mail); up to when it must be proven (--until, a day in Tokyo, to its
// end; --not-older-than, counted back from now). --old takes exports of one case from before format 2, --training those of a training or
// demonstration, whose clock tells stories; both say what is then not shown.
//
// Exit 0: everything asked for is proven by the roots given. 1: something was found. 2: nothing was found, but it is not proven (no root was
// given, or none seals any of it), or the file or the question cannot be read.
//
// The export is JSON Lines: a head; every root from the first, each with its leaves (whole journal) or, of one case, a proof under the first
// root of each day in Tokyo, the last root and those asked for; then each chain with its entries; an end. Each line is written in one way only.
//   hash of an entry  sha256(previous hash, "\n", content); the first has the previous hash ""
//   leaf of a chain   sha256("leaf\n" chain "\n" number of its last entry "\n" its hash)
//   node              sha256("node\n" left "\n" right); one left over goes up as it is; nothing at all: sha256("empty")
//   tree              1,024 drawers; a chain lies in the drawer of the first ten bits of sha256(chain), leaves in order of chain
//   root              sha256("root\n" number "\n" time "\n" previous root "\n" tree)
//
// MIT License. Copyright (c) 2026 Yorisoi contributors. Permission is hereby granted, free of charge, to any person obtaining a copy of this
// software, to deal in it without restriction, provided this notice is kept. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readFileSync, readSync } from 'node:fs';
import { isUtf8 } from 'node:buffer';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const node = (left, right) => sha256(`node\n${left}\n${right}`);
const leafOf = ({ chain, seq, hash }) => sha256(`leaf\n${chain}\n${seq}\n${hash}`);
const rootOf = ({ no, madeAt, previous, tree }) => sha256(`root\n${no}\n${madeAt}\n${previous}\n${tree}`);
const levels = 10;
const drawers = 2 ** levels;
const drawerOf = (chain) => parseInt(sha256(chain).slice(0, 3), 16) >> 2;
const empty = sha256('empty');
const printed = /\b(?:[0-9a-f]{8} ?){7}[0-9a-f]{8}\b/g; // A root in a mail, or in groups of eight as it is printed.
const near = 5000; // As many entries are remembered to tell what was moved or put in.
const many = 100; // As many flaws of a chain are compared with each other; those after them are named as they come.
const longest = 2 ** 22; // No line has more bytes.
const minute = 60_000;
const patience = 10 * minute; // As far may the clocks of a house be apart, and a transaction take.
const sealedWithin = 180 * minute; // Where something was written a root is made within the hour.
const ahead = 60 * minute; // As far may the clock of whoever checks be behind.

/** A mail as it was saved, and what it says: a program that sends breaks lines with `=`, or writes everything in base64. */
function asSaid(mail) {
  const packed = mail.matchAll(/content-transfer-encoding:[ \t]*base64[^]*?\r?\n\r?\n([A-Za-z0-9+/=\s]+)/gi);
  return [mail.replace(/=\r?\n/g, ''), ...Array.from(packed, ([, text]) => Buffer.from(text, 'base64').toString('utf8'))].join('\n');
}

const range = (from, to) => (from < to ? `${from}–${to}` : `${to}`);
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'medium' });
const inTokyo = (time) => clock.format(time);
const dayOf = (time) => inTokyo(time).slice(0, 10);

function merkle(hashes) {
  if (hashes.length === 0) return empty;
  let row = hashes;
  while (row.length > 1)
    row = Array.from({ length: Math.ceil(row.length / 2) }, (_, n) => (row[2 * n + 1] ? node(row[2 * n], row[2 * n + 1]) : row[2 * n]));
  return row[0];
}

/** What can be wrong, in both languages. `at`: the number of the entry, or from–to; `no`: the number of a root, or what else belongs to it. */
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
  unclear: (at) => [`記録${at}に日時がないか、内容が二通りに読めます。`, `entry ${at} has no time, or its content can be read in two ways`],
  back: (at) => [`記録${at}の日時が、前の記録より前に戻っています。`, `entry ${at} is dated before the entries it follows`],
  dated: (at) => [`記録${at}は、その日時より後の封に入っていません。日付をさかのぼって加えられた疑いがあります。`, `entry ${at} is older than a root that does not hold it: it may have been dated back`],
  ahead: (at) => [`記録${at}の日時が、それを封じた時より後か、これからの日時です。`, `entry ${at} is dated after it was sealed, or after now`],
  unsealed: (at, hours) => [`記録${at}は、その後${hours}時間たっても封がありません。`, `entry ${at} was still not sealed ${hours} hours later`],
  root: (no) => [`封${no}が計算と合いません。`, `root ${no} is not what it must be`],
  clock: (no) => [`封${no}の日時が、前の封より前に戻っています。`, `root ${no} is dated before the root before it`],
  order: (no) => [`封${no}の前の封がないか、違います（一つの案件の古い書き出しには --old を付けてください）。`, `root ${no} does not follow the root before it (for an old export of one case say --old)`],
  tree: (no) => [`封${no}が、その下にある鎖の記録と合いません。`, `root ${no} does not hold the chains given for it`],
  given: (hash) => [`お手元の封 ${hash} は、この書き出しにありません。記録の全体が作り直されたか、封より古い書き出しです。`, `the root you hold, ${hash}, is not in this export: the journal was made anew as a whole, or the export is older than the root`],
  unproved: (no) => [`封${no}の下にこの鎖があることが示されていません。`, `nothing shows this chain under root ${no}, although it is older`],
  scope: (_, asked) => [`${asked ? '一つの案件の書き出しではありません' : '記録全体の書き出しではありません。一つの案件なら --case で指定してください'}。`, asked ? 'this is not an export of one case' : 'this is not an export of the whole journal; name the case with --case'],
  chains: (at, asked) => [`指定した鎖 ${asked} が一つだけ入っているはずですが、${at}本の鎖があります。`, `the file must hold the one chain asked for, ${asked}; it holds ${at}`],
  other: (_, asked) => [`指定した鎖 ${asked} ではありません。`, `this is not the chain asked for, ${asked}`],
  twice: () => ['同じ鎖が二度あります。', 'the same chain is there twice'],
  until: (at, wanted) => [`お手元の封が示すのは${at}までで、求められた${wanted}に届きません。`, `your roots prove it up to ${at}, not up to ${wanted}, which was asked for`],
  file: (line) => [`書き出しの${line}行目が読めないか、決まった書き方でないか、途中で切れています。`, `line ${line} of the export cannot be read, is not written as an export is, or the export ends early`],
}; // prettier-ignore

const isNo = (value) => Number.isSafeInteger(value) && value >= 1;
const isCount = (value) => value === 0 || isNo(value);
const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const isFormer = (value) => value === '' || isHash(value);
const isChain = (value) => typeof value === 'string' && /^[0-9a-z/-]{1,100}$/.test(value);
const isTime = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value;
const isPath = (value) => Array.isArray(value) && value.length <= 64 && value.every((step) => /^[LR]/.test(step) && isHash(step.slice(1)));
const isText = (value) => typeof value === 'string' && !/\p{Surrogate}/u.test(value);

/** The lines there are, each with its fields in the order they are written. */
const shapes = {
  head: { yorisoi: (value) => value === 'journal', format: (value) => value === 1 || value === 2, scope: (value) => ['all', 'case'].includes(value) },
  root: { no: isNo, madeAt: isTime, previous: isFormer, tree: isHash, hash: isHash },
  leaf: { chain: isChain, seq: isNo, hash: isHash },
  proof: { root: isNo, chain: isChain, seq: isNo, hash: isHash, path: isPath },
  start: { chain: isChain, seq: isCount, hash: isFormer },
  entry: { seq: isNo, content: isText, hash: isHash, previous: isFormer },
  end: { chains: isCount, entries: isCount, roots: isCount },
}; // prettier-ignore
const fields = Object.fromEntries(Object.entries(shapes).map(([kind, shape]) => [kind, Object.entries(shape)]));
const named = ['root', 'leaf', 'proof', 'end'];

/** A line as what it says, only where it is written exactly as an export writes it: no field more, none twice, no other spelling. */
function understood(text) {
  const row = JSON.parse(text);
  const name = named.find((one) => row[one] !== undefined);
  const kind = name ?? (row.content !== undefined ? 'entry' : row.chain !== undefined ? 'start' : 'head');
  const [inner, copy] = [name ? row[name] : row, {}];
  for (const [field, fits] of fields[kind]) {
    if (!fits(inner[field])) return undefined;
    copy[field] = inner[field];
  }
  return JSON.stringify(name ? { [name]: copy } : copy) === text ? { kind, ...copy } : undefined;
}

/** When an entry says it was written; NaN where it does not say it in one way only. */
function timeOf(content) {
  try {
    const inner = JSON.parse(content);
    return isTime(inner.at) && JSON.stringify(inner) === content ? Date.parse(inner.at) : NaN;
  } catch {
    return NaN;
  }
}

class Verifier {
  found = 0;
  entries = 0;
  chains = 0;
  roots = 0;
  unsealed = 0;
  proven = 0; // entries under a root that was given
  held = new Map(); // root that was given → its number
  best = undefined; // number of the last root given that seals the chain asked for, or everything
  madeAt = []; // number of a root → the latest time of a root up to it
  without = []; // roots before the first that shows the chain asked for
  lacked = -Infinity; // time of the last root that must hold whatever was written before it
  points = new Map(); // chain → what roots have sealed of it: [number of the entry, hash, number of the root, time of the root before that lacked it]
  begun = new Set(); // chains that were written out
  tree = [Array(drawers).fill(empty)];
  leaves = new Map(); // drawer → chain → leaf
  touched = new Set();
  newest = -Infinity;
  line = 0;
  stage = 0; // 0 head, 1 roots, 2 chains, 3 end

  constructor({ chain, given, old, training }, now, say) {
    Object.assign(this, { asked: chain, given, old, training, now, say });
    while (this.tree.at(-1).length > 1)
      this.tree.push(Array(this.tree.at(-1).length / 2).fill(node(this.tree.at(-1)[0], this.tree.at(-1)[0])));
  }

  tell(what, where, at, no) {
    this.found += 1;
    const [ja, en] = sentences[what](at, no);
    this.say(`${what}\t${where}\t${at}\t${where ? `${where} ` : ''}${ja} / ${en}.`);
  }

  /** Takes the next line. False where the file is none from here on. */
  take(text) {
    this.line += 1;
    let row;
    try {
      row = understood(text);
    } catch {
      // No line of ours.
    }
    const stages = { head: [0], root: [1], leaf: [1], proof: [1], start: [1, 2], entry: [2], end: [1, 2] };
    if (!row || !stages[row.kind].includes(this.stage)) return this.fail();
    return this[row.kind](row) ?? true;
  }

  fail() {
    this.tell('file', '', Math.max(this.line, 1));
    this.stage = NaN;
    return false;
  }

  head({ scope }) {
    this.stage = 1;
    if ((scope === 'case') !== (this.asked !== undefined)) this.tell('scope', '', '', this.asked);
  }

  root(root) {
    this.closeRoot();
    const { last, asked } = this;
    const madeAt = Date.parse(root.madeAt);
    if (rootOf(root) !== root.hash) this.tell('root', '', root.no);
    else if (madeAt < (last?.latest ?? -Infinity) - patience) this.tell('clock', '', root.no);
    const follows = last ? root.no === last.no + 1 && root.previous === last.hash : root.no === 1 && root.previous === '';
    const later = !last || root.no > last.no;
    if (asked !== undefined && this.old ? !later : !follows) this.tell('order', '', root.no);
    const given = this.given.has(root.hash);
    if (given) this.held.set(root.hash, root.no);
    const latest = Math.max(madeAt, last?.latest ?? -Infinity);
    this.madeAt[root.no] = latest;
    this.newest = Math.max(this.newest, madeAt);
    this.roots += 1;
    this.last = this.open = { ...root, latest, given, daily: dayOf(madeAt) !== (last && dayOf(Date.parse(last.madeAt))) };
  }

  leaf(leaf) {
    if (this.asked !== undefined || !this.open) return this.fail();
    const drawer = drawerOf(leaf.chain);
    if (!this.leaves.has(drawer)) this.leaves.set(drawer, new Map());
    this.leaves.get(drawer).set(leaf.chain, leafOf(leaf));
    this.touched.add(drawer);
    return this.point(leaf);
  }

  proof({ root, chain, seq, hash, path }) {
    if (this.asked === undefined || this.open?.no !== root || this.open.proved) return this.fail();
    const top = path.reduce(
      (below, step) => (step[0] === 'L' ? node(step.slice(1), below) : node(below, step.slice(1))),
      leafOf({ chain, seq, hash }),
    );
    const sides = [...drawerOf(chain).toString(2).padStart(levels, '0')].reverse().map((bit) => (bit === '1' ? 'L' : 'R'));
    const inPlace = path.slice(-levels).map((step) => step[0]).join('') === sides.join(''); // prettier-ignore
    if (chain !== this.asked) this.tell('other', chain, '', this.asked);
    else if (this.open.tree !== top || !inPlace) this.tell('tree', chain, root);
    else this.open.proved = true;
    return this.point({ chain, seq, hash });
  }

  /** A root seals a chain so far. It never seals less than one before it did, nor twice. */
  point({ chain, seq, hash }) {
    const points = this.points.get(chain) ?? [];
    const [former = 0, sealed, no] = points.at(-1) ?? [];
    const again = this.asked !== undefined && seq === former && hash === sealed;
    if (no === this.open.no || (seq <= former && !again)) this.tell('tree', chain, this.open.no);
    else if (!again) points.push([seq, hash, this.open.no, this.lacked]);
    this.points.set(chain, points);
  }

  /** All that belongs to a root is there. Of everything, its tree can be computed, along the drawers that changed. */
  closeRoot(isLast = false) {
    const { open } = this;
    if (!open) return;
    this.open = undefined;
    if (this.asked !== undefined) {
      if (open.proved) this.everProved = true;
      else if (!open.daily && !open.given && !isLast) return;
      else if (this.everProved) this.tell('unproved', this.asked, open.no);
      else this.without.push(open);
    } else {
      for (const drawer of this.touched) {
        const inside = [...this.leaves.get(drawer)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, hash]) => hash);
        this.tree[0][drawer] = merkle(inside);
        for (let level = 1, at = drawer >> 1; level < this.tree.length; level++, at >>= 1)
          this.tree[level][at] = node(this.tree[level - 1][2 * at], this.tree[level - 1][2 * at + 1]);
      }
      this.touched.clear();
      if (this.tree.at(-1)[0] === open.tree) open.proved = true;
      else this.tell('tree', '', open.no);
    }
    this.lacked = open.latest;
    if (open.given && open.proved) this.best = open.no;
  }

  start(row) {
    this.closeRoot(true);
    this.finish();
    this.stage = 2;
    this.chains += 1;
    if (this.begun.has(row.chain)) this.tell('twice', row.chain, '');
    else if (this.asked !== undefined && row.chain !== this.asked) this.tell('other', row.chain, '', this.asked);
    this.begun.add(row.chain);
    const points = this.points.get(row.chain) ?? [];
    this.at = {
      ...row,
      last: { seq: 0, hash: '' },
      points,
      proven: points.findLast(([, , no]) => no <= this.best)?.[0] ?? 0,
      earliest: Infinity,
      latest: -Infinity,
      times: {},
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
    this.entries += 1;
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
    while (c.next < c.points.length && c.points[c.next][0] < seq) c.next += 1; // It is missing, and that was said.
    this.dates(seq, timeOf(content));
    if (c.points[c.next]?.[0] === seq) {
      const [, sealed, no] = c.points[c.next++];
      if (sealed === hash) this.settle(seq);
      else c.off.push({ seq, hash: sealed, no, from: c.good + 1, ...(recent.has(sealed) ? { shift: recent.get(sealed) - seq } : {}) });
    }
    recent.set(hash, seq);
    if (recent.size > near) recent.delete(recent.keys().next().value);
    c.last = { seq, hash };
  }

  /** An entry is dated after what it follows, after the last root that does not hold it, and before the first that does. */
  dates(seq, at) {
    const c = this.at;
    const [, , sealedBy, lacked = this.lacked] = c.points[c.next] ?? [];
    const by = sealedBy === undefined ? this.now + ahead - patience : this.madeAt[sealedBy];
    this.note('unclear', seq, Number.isNaN(at));
    if (Number.isNaN(at) || this.training) return;
    this.note('back', seq, at < c.latest - patience);
    this.note('dated', seq, at < lacked - patience);
    this.note('ahead', seq, at > by + patience);
    c.earliest = Math.min(c.earliest, at);
    c.latest = Math.max(c.latest, at);
    this.newest = Math.max(this.newest, at);
    if (seq <= c.proven) this.provenAt = Math.max(this.provenAt ?? -Infinity, at);
    if (sealedBy === undefined && !(at >= this.waiting?.at)) this.waiting = { at, chain: c.chain, seq };
  }

  /** Entries of one kind of flaw that follow each other are told as one. */
  note(what, seq, so) {
    const { times, chain } = this.at;
    if (so && times[what]) times[what].to = seq;
    else if (so) times[what] = { from: seq, to: seq };
    else if (times[what]) {
      this.tell(what, chain, range(times[what].from, times[what].to));
      times[what] = undefined;
    }
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
    for (const what of ['unclear', 'back', 'dated', 'ahead']) this.note(what, last.seq, false);
    if (!this.everProved) for (const root of this.without) if (c.earliest < root.latest - patience) this.tell('unproved', chain, root.no);
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
    this.proven += Math.min(last.seq, c.proven);
    this.at = undefined;
  }

  end({ chains, entries, roots }) {
    this.closeRoot(true);
    this.finish();
    this.stage = 3;
    if (entries !== this.entries || chains !== this.chains || roots !== this.roots) this.tell('file', '', this.line);
  }

  /** Nothing more comes. `until`: the moment up to which it must be proven. */
  close(until) {
    if (this.stage < 3) this.fail();
    this.closeRoot(true);
    this.finish();
    for (const [chain, points] of this.points) if (points.length) this.tell('gone', chain, '', points[0][2]);
    if (this.asked !== undefined && this.chains !== 1) this.tell('chains', '', this.chains, this.asked);
    for (const hash of this.given) if (!this.held.has(hash)) this.tell('given', '', hash);
    const { waiting } = this;
    if (waiting && this.newest - waiting.at > sealedWithin)
      this.tell('unsealed', waiting.chain, waiting.seq, Math.floor((this.newest - waiting.at) / (60 * minute)));
    if (this.best === undefined) return;
    this.bestAt = this.madeAt[this.best];
    if (until !== undefined && this.bestAt < until) this.tell('until', '', inTokyo(this.bestAt), inTokyo(until));
  }
}

/** Hands over line by line; what is no text of lines is an empty line, which no export has. */
async function read(file, verifier) {
  const start = Buffer.alloc(2);
  const opened = openSync(file, 'r');
  readSync(opened, start, 0, 2, 0);
  closeSync(opened);
  const raw = createReadStream(file, { highWaterMark: 1 << 17 });
  const stream = start.readUInt16BE() === 0x1f8b ? pipeline(raw, createGunzip({ chunkSize: 1 << 17 }), () => undefined) : raw;
  let rest = Buffer.alloc(0);
  for await (const part of stream) {
    const end = part.lastIndexOf(10);
    const whole = Buffer.concat([rest, part.subarray(0, end + 1)]);
    rest = end < 0 ? Buffer.concat([rest, part]) : part.subarray(end + 1);
    if (rest.length > longest || (end >= 0 && !isUtf8(whole))) return void verifier.take('');
    if (end < 0) continue;
    const lines = whole.toString('utf8').split('\n');
    lines.pop();
    for (const line of lines) if (!verifier.take(line)) return;
  }
  if (rest.length) verifier.take('');
}

/** What is asked, from the command line. */
function asking(args, now) {
  const asked = { given: new Set(), old: false, training: false };
  const text = (value, fits, name) => {
    if (typeof value === 'string' && fits(value)) return value;
    throw new Error(`${name} の値が正しくありません。/ ${name}: no such value.`);
  };
  for (let n = 0; n < args.length; n++) {
    const [name, next] = [args[n], args[n + 1]];
    const value = (fits) => text(args[++n], fits, name);
    if (name === '--root') asked.given.add(value((one) => isHash(one.toLowerCase().replaceAll(' ', ''))).toLowerCase().replaceAll(' ', ''));
    else if (name === '--roots') {
      const kept = [...asSaid(readFileSync(value(() => true), 'utf8')).toLowerCase().matchAll(printed)].map(([hash]) => hash.replaceAll(' ', ''));
      if (kept.length === 0) throw new Error(`${next} に封がありません。/ ${next} holds no root.`);
      for (const hash of kept) asked.given.add(hash);
    } else if (name === '--case') asked.chain = value(isChain);
    else if (name === '--until') asked.until = Math.max(asked.until ?? 0, Date.parse(`${value((one) => isTime(`${one}T00:00:00.000Z`))}T24:00:00+09:00`));
    else if (name === '--not-older-than') asked.until = Math.max(asked.until ?? 0, now - Number(value((one) => /^\d{1,6}$/.test(one))) * 60 * minute);
    else if (name === '--old' || name === '--training') asked[name.slice(2)] = true;
    else if (name === '--stats') asked.stats = true;
    else if (name.startsWith('-') || asked.file !== undefined) throw new Error(`${name}: 分かりません。/ not understood.`);
    else asked.file = name;
  }
  if (asked.file === undefined) throw new Error('使い方 / Usage: node yorisoi-verify.mjs <export.jsonl[.gz]> [--case <id>] --root <64 digits>… [--roots <file>]… [--until <YYYY-MM-DD>] [--not-older-than <hours>] [--old] [--training]');
  return asked;
} // prettier-ignore

/** What is proven and what is not, in plain words. */
function conclude({ found, chains, entries, roots, unsealed, proven, best, bestAt, provenAt, newest, last }, { given, old, chain, training }, now) {
  const days = Math.max(0, Math.floor((now - newest) / (24 * 60 * minute)));
  console.log(`鎖 ${chains}、記録 ${entries}、封 ${roots}（まだ封のない記録 ${unsealed}）/ ${chains} chains, ${entries} entries, ${roots} roots (${unsealed} entries not sealed yet).`);
  if (Number.isFinite(newest)) console.log(`この書き出しの最後：${inTokyo(newest)}（${days}日前）、最後の封は${last ? `第${last.no}号（${inTokyo(Date.parse(last.madeAt))}）` : 'なし'}。 / The export reaches up to ${inTokyo(newest)} (${days} days ago; Tokyo), its last root ${last ? `is no. ${last.no} of ${inTokyo(Date.parse(last.madeAt))}` : 'is none'}.`);
  if (given.size === 0) console.log('お手元の封（--root）とは照らし合わせていません。全体が作り直されたかどうかは、これだけでは分かりません。/ Not compared with a root of your own (--root): that the whole was made anew would not be seen.');
  else if (proven === 0) console.log('お手元の封は、この記録を何も封じていません。示されたことはありません。/ None of your roots seals any of this: nothing is proven.');
  else {
    const reach = provenAt === undefined ? '' : `、最後は${inTokyo(provenAt)}`;
    console.log(`お手元の封が示す範囲：第${best}号（${inTokyo(bestAt)}）まで、記録 ${proven}${reach}。 / Your roots show it up to no. ${best} of ${inTokyo(bestAt)}: ${proven} entries${provenAt === undefined ? '' : `, the last of ${inTokyo(provenAt)}`}.`);
    if (entries > proven) console.log(`その後の記録 ${entries - proven} は、お手元の封では示されません。 / The ${entries - proven} entries after that are shown by no root of yours.`);
  }
  if (old && chain !== undefined) console.log('古い書き出し（--old）：封と封の間がないので、お手元の封の間の日付がさかのぼっていないことは示されません。/ Old export (--old): the roots between are not there, so it is not shown that nothing between your roots was dated back.');
  if (training) console.log('研修・見本（--training）：日時は調べていません。/ Training (--training): days and hours were not compared.');
  const proved = proven > 0;
  console.log(found ? `誤りが${found}件あります。/ ${found} found.` : proved ? '誤りは見つかりませんでした。/ Nothing wrong was found.' : '誤りは見つかりませんでしたが、示されてもいません。/ Nothing wrong was found, but nothing is proven.');
  return found ? 1 : proved ? 0 : 2;
} // prettier-ignore

async function main(args) {
  const [began, now] = [performance.now(), Date.now()];
  const asked = asking(args, now);
  const verifier = new Verifier(asked, now, (line) => console.log(line));
  try {
    await read(asked.file, verifier);
  } catch (error) {
    if (verifier.found === 0) throw error;
    console.error(error.message);
  }
  verifier.close(asked.until);
  process.exitCode = conclude(verifier, asked, now);
  if (asked.stats) console.log(JSON.stringify({ seconds: (performance.now() - began) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, heap: process.memoryUsage().heapUsed / 2 ** 20 }));
} // prettier-ignore

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
