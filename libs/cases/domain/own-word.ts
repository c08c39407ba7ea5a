import type { PlainDate } from '#lib/kernel';
import { actOf } from './acts.js';
import type { ActDone, History } from './history.js';
import { type Data, type Said, aboutOf, isSure, lowered, lowering } from './lowering.js';

export type { Said };

/**
 * How a relative's word stands: it counts; an office noted it as the first word for her, to be confirmed before anything is decided against
 * a survey; it waits for her, or for a paper and a second person; or she said otherwise.
 */
export type WordState = 'counts' | 'noted' | 'waits' | 'fell';

interface Entry {
  readonly act: ActDone;
  readonly relative: string;
  readonly byOffice: boolean;
  state: WordState;
}
interface Part extends Said {
  /** Only what raises of an entry that waits otherwise. */
  readonly partly: boolean;
  /** The entry it comes from. */
  readonly from: ActDone;
}

/**
 * Decides which of the words entered for relatives count. What she says herself counts at once and takes the place of all before. What an
 * office, a committee, a program or a representative it named enters counts where it raises her protection, or lowers nothing she or a
 * paper said before; of an entry that does both, what raises. An office's first word for her is noted: no decision against a survey, no
 * consent and no leaving her out rests on it until it is confirmed; a claim is not given up by it at all. The rest waits until she confirms
 * it, or somebody independent with the paper in hand; it falls when she contests it or says anything new of the matter. A day before her own
 * word never makes an entry later.
 * Source: issue of 2026-11-30 part 4; what lowers is [design], docs/decisions/her-own-word.md.
 */
export class Words {
  private readonly entries = new Map<string, Entry>();
  /** Those that wait, and some that did. */
  private readonly open = new Set<Entry>();
  private readonly parts = new Map<string, Part[]>();
  private readonly speak = new Set<string>();
  private readonly gone = new Map<string, 'wholly' | 'heard'>();
  private readonly mandates = new Map<string, { readonly relative: string; hers: boolean }>();

  private constructor(history: History) {
    history.entries.forEach((entry, at) => {
      if (entry.kind !== 'act') return;
      if (entry.name === 'confirmStatement' || entry.name === 'contestStatement' || entry.name === 'attestStatement')
        this.answer(entry, at);
      else if (actOf(entry.name).whose === 'relative') this.enter(entry, at);
    });
  }

  private static readonly of = new WeakMap<History, Words>();

  /** The words of a case. */
  static in(history: History): Words {
    const known = Words.of.get(history) ?? new Words(history);
    Words.of.set(history, known);
    return known;
  }

  /** How this act stands; whatever is nobody's word but its doer's counts. */
  stateOf = ({ id }: ActDone): WordState => this.entries.get(id)?.state ?? 'counts';
  counts = (act: ActDone): boolean => ['counts', 'noted'].includes(this.stateOf(act));
  /** How it stands where something goes ahead over it: an office's note is not enough. */
  isSure = (act: ActDone): boolean => this.stateOf(act) === 'counts';

  /** Whether she can confirm this act, or a second person attest it: it waits, or it was noted and is still the last word of its matter. */
  canBeConfirmed = (act: ActDone): boolean => this.stateOf(act) === 'waits' || (this.stateOf(act) === 'noted' && this.isLast(act));

  /** Whose word an act is; undefined where it is nobody's but its doer's. */
  relativeOf = (id: unknown): string | undefined => this.entries.get(String(id))?.relative;

  /** What waits for the relatives, or for a second person, oldest first. */
  get waiting(): readonly ActDone[] {
    return this.all.filter((act) => this.stateOf(act) === 'waits');
  }

  /** What she can confirm, or a second person attest: what waits, and what was noted. */
  get unconfirmed(): readonly ActDone[] {
    return this.all.filter(this.canBeConfirmed);
  }
  private get all(): readonly ActDone[] {
    return [...this.entries.values()].map(({ act }) => act);
  }

  /** What others entered for this relative and stands open or counts: what she is shown, and can contest. */
  enteredFor(relative: string): readonly ActDone[] {
    return [...this.entries.values()]
      .filter(
        (one) => one.relative === relative && one.byOffice && (one.state === 'waits' || (one.state !== 'fell' && this.stands(one.act))),
      )
      .map(({ act }) => act);
  }

  /** What the relative has said of this, as it counts. `contact`: whether contact is withheld. */
  said(about: 'recordIntention' | 'recordPublicationWish' | 'declineJsc' | 'contact', relative: unknown): Said | undefined {
    const parts = this.inEffect(about, String(relative));
    const last = parts.at(-1);
    return last && { ...last, data: Object.assign({}, ...parts.map(({ data }) => data)) as Data };
  }

  /** The record for which she is not written to: that of her wish stays one until she, or a second person with her paper, says otherwise. */
  quiet(relative: string): ActDone | undefined {
    const last = this.parts.get(`contact ${relative}`)?.findLast(({ partly }) => !partly);
    return last?.act.name === 'recordNoContact' ? last.act : undefined;
  }

  /** Whether she, or whoever she lets speak for her, has said anything herself in this case. */
  speaksHerself = (relative: unknown): boolean => this.speak.has(String(relative));

  /**
   * Whether a relative was taken out as named in error: `wholly`, or, where she was heard and others took her out, so that she is owed nothing
   * more and what she said goes on to count.
   */
  withdrawn = (relative: unknown): 'wholly' | 'heard' | undefined => this.gone.get(String(relative));

  /** The relatives whose words count, and who are owed something: not whoever was taken out wholly. */
  counted = (relatives: readonly string[]): readonly string[] => relatives.filter((id) => this.withdrawn(id) !== 'wholly');

  /** Whether the word of who entered this is the relative's own. */
  isHers({ role, data }: ActDone, relative: string): boolean {
    if (role === 'relative') return true;
    if (role !== 'representative') return false;
    const under = Array.isArray(data.underMandates) ? data.underMandates.map(String) : [...this.mandates.keys()];
    return under.some((id) => this.mandates.get(id)?.relative === relative && this.mandates.get(id)?.hers);
  }

  /** The day she last spoke herself of what this entry is about; null where she never did. */
  ownDay(entry: ActDone, relative: string): PlainDate | null {
    const own = this.standing(aboutOf(entry), relative);
    return own?.hers ? own.act.occurredOn : null;
  }

  /** What is in effect of a matter: the last whole word, and what raises it since. */
  private inEffect(about: string, relative: string): readonly Part[] {
    const parts = this.parts.get(`${about} ${relative}`) ?? [];
    return parts.slice(
      Math.max(
        parts.findLastIndex(({ partly }) => !partly),
        0,
      ),
    );
  }

  private partsWith(act: ActDone): readonly Part[] {
    const about = aboutOf(act);
    return about === null ? [] : this.inEffect(about, this.relativeOf(act.id)!);
  }
  private stands = (act: ActDone): boolean => aboutOf(act) === null || this.partsWith(act).some(({ from }) => from === act);
  private isLast = (act: ActDone): boolean => this.partsWith(act).at(-1)?.from === act;

  private enter(act: ActDone, at: number): void {
    const relative = String(act.data.relative ?? this.mandates.get(String(act.data.mandate))?.relative);
    const hers = this.isHers(act, relative);
    const stands = this.standing(aboutOf(act), relative);
    const lowers = hers ? [] : lowered(act, stands, this.speak.has(relative));
    const sure = hers || isSure(act, stands);
    const state = lowers.length > 0 ? 'waits' : sure ? 'counts' : 'noted';
    const entry: Entry = { act, relative, byOffice: act.role !== 'relative' && !hers, state };
    this.entries.set(act.id, entry);
    if (state !== 'counts') this.open.add(entry);
    if (act.name === 'nameRepresentative') this.mandates.set(act.id, { relative, hers });
    if (hers) {
      this.overtake(act, relative);
      this.isHere(relative);
    }
    if (entry.state !== 'waits') this.keep(act, relative, { data: act.data, act, at, hers, sure, partly: false, from: act });
    else this.keepWhatRaises(act, relative, lowers, at);
    if (hers) this.speak.add(relative);
  }

  private standing = (about: string | null, relative: string): Said | undefined =>
    about === null ? undefined : this.said(about as Parameters<Words['said']>[0], relative);

  private keepWhatRaises(act: ActDone, relative: string, lowers: readonly string[], at: number): void {
    const raising = Object.keys(lowering[act.name] ?? {}).filter((field) => act.data[field] !== undefined && !lowers.includes(field));
    const stands = this.standing(act.name, relative);
    // She is owed everything again; that she is not written to waits for her.
    if (act.name === 'restoreContact')
      this.keep(act, relative, { data: act.data, act, at, hers: false, sure: true, partly: true, from: act });
    if (lowers.includes('*') || raising.length === 0 || !stands) return;
    const data = Object.fromEntries(raising.map((field) => [field, act.data[field]]));
    const raised = 'wish' in data && data['wish'] !== stands.data['wish'];
    this.keep(act, relative, {
      data,
      act: raised ? act : stands.act,
      at: raised ? at : stands.at,
      hers: stands.hers,
      sure: stands.sure,
      partly: true,
      from: act,
    });
  }

  private keep(act: ActDone, relative: string, part: Part): void {
    const about = aboutOf(act);
    if (about === null) return;
    const key = `${about} ${relative}`;
    const parts = this.parts.get(key);
    if (parts) parts.push(part);
    else this.parts.set(key, [part]);
  }

  /** She spoke of it herself: what waited for her word has it. */
  private overtake(act: ActDone, relative: string): void {
    const about = aboutOf(act);
    if (about === null) return;
    for (const one of this.open)
      if (one.state !== 'waits' && one.state !== 'noted') this.open.delete(one);
      else if (one.relative === relative && aboutOf(one.act) === about) one.state = 'fell';
  }

  /** She spoke herself, or a second person saw what she wishes on her paper. */
  private wasHeard = (relative: string): boolean => this.speak.has(relative) || (this.standing('recordIntention', relative)?.hers ?? false);

  /** She spoke: that she was named in error has its answer. */
  private isHere(relative: string): void {
    for (const one of this.open)
      if (one.state === 'waits' && one.relative === relative && one.act.name === 'withdrawRelative') one.state = 'fell';
  }

  private answer(answer: ActDone, at: number): void {
    const entry = this.entries.get(String(answer.data.to));
    if (!entry) return;
    const { act, relative } = entry;
    const hers = this.isHers(answer, relative);
    if (answer.name === 'contestStatement') {
      if (!hers || !entry.byOffice) return;
      entry.state = 'fell';
      for (const [key, parts] of this.parts)
        this.parts.set(
          key,
          parts.filter((part) => part.from !== act),
        );
      if (act.name === 'nameRepresentative') this.mandates.set(act.id, { relative, hers: false });
    } else if (this.canBeConfirmed(act) && (hers || answer.name === 'attestStatement')) {
      this.overtake(act, relative);
      entry.state = 'counts';
      this.keep(act, relative, { data: act.data, act, at, hers: true, sure: true, partly: false, from: act });
      if (act.name === 'nameRepresentative') this.mandates.set(act.id, { relative, hers: true });
      if (act.name === 'withdrawRelative') this.gone.set(relative, !hers && this.wasHeard(relative) ? 'heard' : 'wholly');
    }
    if (!hers) return;
    this.speak.add(relative);
    this.isHere(relative);
  }
}
