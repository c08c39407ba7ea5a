import { isAct, isStep } from '#lib/cases';
import { isRuleId } from '#lib/deadlines';
import { type Entry, groundOf } from '#lib/journal';
import { type Role, roles } from '#lib/kernel';
import { accounts, acts, breakGlassWords, deadlines, journalWords as words, procedure, say } from '#lib/texts';

const isRole = (role: string): role is Role => (roles as readonly string[]).includes(role);
const roleName = (role: string): string => (isRole(role) ? accounts.roles[role] : role);

const wordIn = (of: Readonly<Record<string, string>> & { readonly other: string }, code: unknown): string =>
  typeof code === 'string' && Object.hasOwn(of, code) ? of[code]! : of.other;

/** The person with the role; a name that is not known is not made up. */
export function whoIn({ personId, role }: Pick<Entry, 'personId' | 'role'>, names: ReadonlyMap<string, string>): string {
  const name = names.get(personId);
  if (name !== undefined) return say(words.personAndRole, { name, role: roleName(role) });
  return role === 'system' ? words.system : roleName(role);
}

/** The legal ground of an opening of the committee's room, in words. */
const legalIn = (ground: unknown): string | undefined =>
  typeof ground === 'string' && Object.hasOwn(breakGlassWords.grounds, ground)
    ? breakGlassWords.grounds[ground as keyof typeof breakGlassWords.grounds]
    : undefined;

/** On what ground, and where a room was opened by law, on which; entries of the first days did not say it, and it was that of the role. */
export function groundIn({ ground, role, facts: { openings } }: Pick<Entry, 'ground' | 'role' | 'facts'>): string {
  const named = ground ? words.grounds[ground] : isRole(role) ? words.grounds[groundOf(role)] : words.none;
  const legal = (Array.isArray(openings) ? openings : []).flatMap((one: { ground?: unknown }) => legalIn(one.ground) ?? []);
  return legal.length ? say(words.onGround, { ground: named, legal: [...new Set(legal)].join(words.andGround) }) : named;
}

/** In the rooms of others it is only said that it was theirs; in the committee's own room it is said what. */
function readIn({ facts: { what }, zone }: Pick<Entry, 'facts' | 'zone'>, room: boolean): string {
  if (zone === 'committee' && room) return wordIn({ ...words.reads, ...words.roomReads }, what);
  return wordIn(words.reads, zone === 'family' || (zone === 'committee' && what !== 'deliberation') ? zone : what);
}

/** In whose name a representative did it; nothing where a person acted for themselves. */
export function forWhomIn({ facts: { forRelative } }: Pick<Entry, 'facts'>, relatives: ReadonlyMap<string, string>): string {
  const name = typeof forRelative === 'string' ? relatives.get(forRelative) : undefined;
  return name === undefined ? '' : say(words.forRelative, { name });
}

/** What an entry says, in words; never more than its codes. `room`: for members and secretariat. */
export function whatIn(entry: Pick<Entry, 'event' | 'facts' | 'zone'>, room = false): string {
  const { event, facts } = entry;
  const { act, step, rule } = facts;
  if (event === 'read') return say(words.read, { what: readIn(entry, room) });
  if (event === 'act-recorded' && typeof act === 'string' && isAct(act)) return say(words.act, { what: acts[act].done });
  if (event === 'step-taken' && typeof step === 'string' && isStep(step)) return say(words.step, { what: procedure.steps[step].done });
  const named = wordIn(words.events, event);
  const what = isRuleId(rule) ? deadlines.rules[rule] : legalIn(facts.ground);
  return what ? say(words.about, { event: named, what }) : named;
}
