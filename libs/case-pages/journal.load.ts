import { namesOf } from '#lib/accounts';
import { entryOutside, relativesOf } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type Entry, type Filter, entriesOf, entriesOfRoom, peopleIn } from '#lib/journal';
import type { Role } from '#lib/kernel';

/** A page of a journal with the names it shows. */
export interface JournalShown {
  readonly entries: readonly Entry[];
  /** Number, or of the room moment in milliseconds, of the last entry shown, where older ones follow. */
  readonly older: number | undefined;
  readonly filter: Filter;
  /** Who is in this journal at all, to choose from. */
  readonly people: readonly { readonly personId: string; readonly role: string }[];
  readonly names: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
  /** Names of relatives in whose name a representative did something here. */
  readonly relatives: ReadonlyMap<string, string>;
}

/** A page of two chains ends between moments, so that the next one begins with what is older. */
function wholeMoments(found: readonly Entry[], shown: readonly Entry[]): readonly Entry[] {
  if (found.length === shown.length) return shown;
  const whole = shown.filter(({ at }) => at !== found.at(-1)!.at);
  return whole.length > 0 ? whole : shown;
}

/** Entries of a case that was found for the actor; `roles`: only of these, and of the committee's room. That they are read must have been told. */
export async function loadJournal(
  tx: Tx,
  caseId: string,
  filter: Filter & { readonly size: number },
  roles?: readonly Role[],
): Promise<JournalShown> {
  const found = await (roles ? entriesOfRoom : entriesOf)(tx, caseId, { ...filter, size: filter.size + 1, roles });
  const shown = found.slice(0, filter.size);
  const entries = roles ? wholeMoments(found, shown) : shown.flatMap((entry) => entryOutside(entry) ?? []);
  const last = (roles ? entries : shown).at(-1);
  const people = await peopleIn(tx, caseId, roles);
  const names = await namesOf(
    tx,
    people.map(({ personId }) => personId),
  );
  const ids = new Set(entries.flatMap(({ organisationId }) => organisationId ?? []));
  const rows = await tx.query<{ id: string; name: string }>('select id, name from organisation where id = any($1)', [[...ids]]);
  return {
    entries,
    older: found.length > filter.size && last ? (roles ? Date.parse(last.at) : last.seq) : undefined,
    filter,
    people,
    names,
    relatives: entries.some(({ facts }) => facts.forRelative !== undefined)
      ? new Map((await relativesOf(tx, caseId)).map(({ id, name }) => [id, name]))
      : new Map(),
    organisations: new Map(rows.map(({ id, name }) => [id, name])),
  };
}
