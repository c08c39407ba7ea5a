import { type Role, roles } from '#lib/kernel';

const staff = ['school', 'founder', 'founderHead'] as const;
const committee = ['committeeMember', 'secretariat'] as const;
const family = ['relative', 'representative'] as const;
const readers = ['prefecture', 'reader'] as const;
const people = roles.filter((role) => role !== 'system');

/**
 * Who may knock at which door. A permission says only that a role may ask at all; which cases the answer is about is for
 * the scope of the query, which act or step is for the tables in libs/cases. Sources: domain.md §2 (access matrix).
 */
export const permissions = {
  /** Pages everyone signed in has: the first page, choosing a role, signing out. */
  'signed-in': people,
  /** The table of the procedure holds no case. */
  'procedure.read': people,
  /** Administrators see no case content. */
  'case.read': [...staff, ...committee, ...readers, 'relative'],
  'case.report': staff,
  /** Steps and acts: the table of each says who exactly. */
  'case.step': [...staff, ...committee, 'relative'],
  'case.act': [...staff, ...committee, 'relative'],
  /** The committee's own room: closed to school, founder, prefecture and administrators. */
  'deliberation.read': [...committee, 'breakGlass'],
  'deliberation.write': committee,
  /** Asking for that room to be opened where law demands it, and being the second person. */
  'break-glass.ask': ['founder', 'founderHead'],
  /** What a relative sees and says in the family's portal. */
  'family.read': family,
  /** A representative within the powers of the mandate. */
  'family.write': family,
  /** What a relative decides for herself alone: who represents her, which mails she gets. */
  'family.own': ['relative'],
  /** Organisations, people and their roles: how far is for libs/administration. No case content. */
  'people.administer': ['administrator'],
  /** What administrators and the head did with people, letters and tokens: each sees what the other did. */
  'people.journal': ['administrator', 'founderHead'],
  /** Work that somebody leaves open. */
  'handover.read': staff,
  /** Tokens of programs: the administrator prepares and revokes them, and somebody of the role takes them over. */
  'tokens.administer': ['administrator'],
  'tokens.take': ['school', 'founder', 'founderHead', 'prefecture', 'reader'],
  /** Roots over the journal: hashes, nothing of any case. Whoever watches the house may keep them. */
  'journal.roots': ['founder', 'founderHead', 'administrator', ...readers],
  /** A fresh start for a colleague who cannot sign in: one begins, a second person confirms. */
  'recovery.start': ['administrator'],
  'recovery.confirm': ['administrator', 'founderHead'],
  /** Letters with which relatives sign in: the founder's task alone, because whoever makes one could use it. */
  'family.invite': ['founder', 'founderHead'],
  /** Saying, as the second person, that it was seen who asks for such a letter. */
  'family.vouch': staff,
  /** Exists in solo mode only, where every case is fictional. */
  'training-clock.set': people,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether the role has at least one of the permissions; the head of the founder is listed wherever the founder is. */
export const mayAny = (role: Role, wanted: readonly Permission[]): boolean =>
  wanted.some((permission) => (permissions[permission] as readonly Role[]).includes(role));
