import type { Asks } from '#lib/journal';
import { Box } from './box.js';
import { type Key, newSecret, open, printOf, seal } from './domain/seal.js';
import { KeyRingProblem } from './problem.js';
import { RingFile } from './ring-file.js';

/** A data key as the database keeps it: wrapped by a master key of the ring. */
export interface Wrapped {
  readonly no: number;
  readonly master: string;
  readonly wrapped: string;
}
/** One that seals texts already, or will when every process has learned of it. */
interface Held extends Wrapped {
  readonly seals: boolean;
}
/** Whose data key: a case's or the house's. It is bound to the key, so that keys cannot be swapped. */
export const caseOwner = (caseId: string): string => `case:${caseId}`;
export const houseOwner = (name: string): string => `house:${name}`;
const placeOf = (owner: string, no: number): string => `data key ${owner} ${no}`;

export const wrap = (master: Key, owner: string, no: number, secret: Buffer): Wrapped => ({
  no,
  master: master.name,
  wrapped: seal(master, placeOf(owner, no), secret.toString('base64url')),
});
export const unwrap = (master: Key, owner: string, { no, wrapped }: Wrapped): Buffer =>
  Buffer.from(open(master, placeOf(owner, no), wrapped), 'base64url');

/** Where the name or address of a person is kept. */
export const personPlace = (column: 'name' | 'email' | 'email_before', personId: string): string => `person.${column}:${personId}`;

const kept = 1_000;
/** Milliseconds after which an app looks again which data keys there are. */
const lookAgainAfter = 60_000;

/**
 * What an app seals and opens with. Keeps the data keys it has unwrapped in the last minute, a thousand at most. To have a key is not to have a right:
 * what a text is sealed for is still read under the rights of the database account and within the scope of the actor.
 */
export class Vault {
  private readonly boxes = new Map<string, { readonly box: Box; readonly until: number }>();
  private readonly file: RingFile;

  /**
   * @param path the file of the key ring
   * @param lookAgain milliseconds after which it looks again which data keys there are
   */
  constructor(
    path: string,
    private readonly lookAgain = lookAgainAfter,
  ) {
    this.file = new RingFile(path);
  }

  /** The vault for one transaction. */
  within(asks: Asks): VaultOfTx {
    return new VaultOfTx(asks, this);
  }

  /** What names of people are opened with outside of a transaction, as for the holder of a session. */
  ofPeople(query: (sql: string, params: unknown[]) => Promise<unknown[]>): Promise<Box> {
    return this.within({
      query: async <T>(sql: string, params: readonly unknown[] = []) => (await query(sql, [...params])) as T[],
    }).ofPeople();
  }

  master(name: string): Key {
    const key = this.file.ring().masters.get(name) ?? this.file.fresh().masters.get(name);
    if (!key) throw new KeyRingProblem('missing', { file: this.file.path, name });
    return key;
  }
  current(): Key {
    const { masters, current } = this.file.fresh();
    return masters.get(current)!;
  }
  /** A keyed print of a text, by which a sealed one is found or two are compared without keeping them. */
  print(purpose: string, text: string): string {
    return printOf(this.file.newest().index.secret, purpose, text);
  }

  boxOf(owner: string): Box | undefined {
    const held = this.boxes.get(owner);
    return held && held.until > performance.now() ? held.box : undefined;
  }
  /** @param wrapped the data keys of this owner, the newest last */
  keep(owner: string, wrapped: readonly Held[]): Box {
    const keys = wrapped.map((one) => ({ name: String(one.no), secret: unwrap(this.master(one.master), owner, one), seals: one.seals }));
    const box = new Box(
      owner,
      keys.findLast(({ seals }) => seals)!,
      keys,
    );
    this.boxes.delete(owner);
    this.boxes.set(owner, { box, until: performance.now() + this.lookAgain });
    for (const oldest of this.boxes.keys()) if (this.boxes.size > kept) this.boxes.delete(oldest);
    return box;
  }
}

const columns = 'no, master_key as master, wrapped, coalesce(seals_from <= clock_timestamp(), true) as seals';

/** The vault inside one transaction: looks the wrapped keys up there, under the rights that hold there. */
export class VaultOfTx {
  private readonly fresh = new Map<string, Box>();

  constructor(
    private readonly asks: Asks,
    private readonly vault: Vault,
  ) {}

  /** What the texts of a case are sealed with. The case has been found within the scope before. */
  ofCase(caseId: string): Promise<Box> {
    return this.box(caseOwner(caseId), `select ${columns} from case_key where case_id = $1 order by no`, caseId);
  }

  /** As `ofCase`, for several at once: by their ids. */
  async ofCases(caseIds: readonly string[]): Promise<ReadonlyMap<string, Box>> {
    const boxes = new Map(caseIds.map((id) => [id, this.vault.boxOf(caseOwner(id))] as const));
    const unknown = caseIds.filter((id) => !boxes.get(id));
    if (unknown.length === 0) return boxes as ReadonlyMap<string, Box>;
    const rows = await this.asks.query<Held & { caseId: string }>(
      `select case_id as "caseId", ${columns} from case_key where case_id = any($1) order by case_id, no`,
      [unknown],
    );
    for (const id of unknown)
      boxes.set(
        id,
        this.vault.keep(
          caseOwner(id),
          rows.filter(({ caseId }) => caseId === id),
        ),
      );
    return boxes as ReadonlyMap<string, Box>;
  }

  /** What names and addresses of people are sealed with, who belong to no case. */
  ofPeople(): Promise<Box> {
    return this.box(houseOwner('people'), `select ${columns} from house_key where name = $1 order by no`, 'people');
  }

  /** A key for a case that is about to begin. `keep` writes it, once the row of the case is there. */
  newCase(caseId: string): { readonly box: Box; keep(): Promise<void> } {
    const owner = caseOwner(caseId);
    const secret = newSecret();
    const { no, master, wrapped } = wrap(this.vault.current(), owner, 1, secret);
    const box = new Box(owner, { name: String(no), secret });
    return {
      box,
      keep: async () => {
        await this.asks.query('insert into case_key (case_id, no, master_key, wrapped) values ($1, $2, $3, $4)', [
          caseId,
          no,
          master,
          wrapped,
        ]);
        this.fresh.set(owner, box);
      },
    };
  }

  print(purpose: string, text: string): string {
    return this.vault.print(purpose, text);
  }

  private async box(owner: string, sql: string, id: string): Promise<Box> {
    const known = this.fresh.get(owner) ?? this.vault.boxOf(owner);
    if (known) return known;
    const wrapped = await this.asks.query<Held>(sql, [id]);
    if (wrapped.length === 0) throw new Error(`there is no data key of ${owner}`);
    return this.vault.keep(owner, wrapped);
  }
}
