import { namesOf } from '#lib/accounts';
import { relativesOf } from '#lib/cases';
import type { Tx } from '#lib/database';
import { type Entry, type Filter, entriesOf, peopleIn } from '#lib/journal';
import type { Role } from '#lib/kernel';

/** A page of a journal with the names it shows. */
export interface JournalShown {
  readonly entries: readonly Entry[];
  /** Number of the last entry shown, where older ones follow. */
  readonly older: number | undefined;
  readonly filter: Filter;
  /** Who is in this journal at all, to choose from. */
  readonly people: readonly { readonly personId: string; readonly role: string }[];
  readonly names: ReadonlyMap<string, string>;
  readonly organisations: ReadonlyMap<string, string>;
  /** Names of relatives in whose name a representative did something here. */
  readonly relatives: ReadonlyMap<string, string>;
}

/** Entries of a case that was found for the actor; `roles`: only of these. That they are read must have been told. */
export async function loadJournal(
  tx: Tx,
  caseId: string,
  filter: Filter & { readonly size: number },
  roles?: readonly Role[],
): Promise<JournalShown> {
  const found = await entriesOf(tx, caseId, { ...filter, size: filter.size + 1, roles });
  const entries = found.slice(0, filter.size);
  const people = await peopleIn(tx, caseId, roles);
  const names = await namesOf(
    tx,
    people.map(({ personId }) => personId),
  );
  const ids = new Set(entries.flatMap(({ organisationId }) => organisationId ?? []));
  const rows = await tx.query<{ id: string; name: string }>('select id, name from organisation where id = any($1)', [[...ids]]);
  return {
    entries,
    older: found.length > filter.size ? entries.at(-1)?.seq : undefined,
    filter,
    people,
    names,
    relatives: entries.some(({ facts }) => facts.forRelative !== undefined)
      ? new Map((await relativesOf(tx, caseId)).map(({ id, name }) => [id, name]))
      : new Map(),
    organisations: new Map(rows.map(({ id, name }) => [id, name])),
  };
}
