import { unreadable } from '#lib/texts';
import { type Key, SealBroken, keyNameIn, open, seal } from './domain/seal.js';

/** The data keys of one case (or of the house), unwrapped: seals with one, opens with whichever a text was sealed with. */
export class Box {
  private readonly keys: ReadonlyMap<string, Key>;

  constructor(
    private readonly whose: string,
    private readonly sealing: Key,
    keys: readonly Key[] = [sealing],
  ) {
    this.keys = new Map(keys.map((key) => [key.name, key]));
  }

  /** @param place table, column and id of the row, as `relative.name:<id>`: the text opens nowhere else */
  seal(place: string, text: string): string {
    return seal(this.sealing, this.inside(place), text);
  }

  /** Throws SealBroken where the text was changed, moved, or is none of this box. */
  open(place: string, sealed: string): string {
    const key = this.keys.get(keyNameIn(sealed) ?? '');
    if (!key) throw new SealBroken(place);
    return open(key, this.inside(place), sealed);
  }

  /**
   * The text as it is shown to people; where it cannot be opened, words that say so. What a statement wrote into a row makes no page, list or
   * export fail: everything else of the case is still there. Where something is done by the text, `open` it.
   */
  shown(place: string, sealed: string): string {
    try {
      return this.open(place, sealed);
    } catch (error) {
      if (error instanceof SealBroken) return unreadable;
      throw error;
    }
  }

  private inside(place: string): string {
    return `${this.whose} ${place}`;
  }
}
